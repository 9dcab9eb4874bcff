# Samsyn. `make demo` and `make check` do all their set-up; `make help` lists the rest.
#
# VARIANT=release (default) leaves the program at build/samsyn; debug and san (address and
# undefined-behaviour sanitizers) each have their own folder below build/.

PREFIX  ?= /usr/local
DESTDIR ?=
VARIANT ?= release
BENCH_MOST ?= 10000000
BUILD   := build

# Everything a fresh Debian 12 with git and make lacks. The one list; see `make packages`.
PACKAGES := gcc libc6-dev pkg-config libsqlite3-dev libyaml-dev libmd4c-dev libutf8proc-dev \
            nettle-dev libhpdf-dev libharfbuzz-dev libdeflate-dev libhyphen-dev hyphen-sv \
            hyphen-en-gb fonts-open-sans libcairo2-dev
# Only for the tests, for lint and for conformance (both with those of the tests), for axe, for
# fuzzing (llvm tells the lines of what is found).
PACKAGES_CHECK := libcmocka-dev poppler-utils sqlite3
PACKAGES_LINT  := clang-format clang-tidy cppcheck
PACKAGES_CONFORMANCE := qpdf default-jdk-headless npm libjaxb-java libjaxb-api-java
PACKAGES_AXE := chromium nodejs npm
PACKAGES_VALGRIND := valgrind
PACKAGES_FUZZ := clang libclang-rt-dev llvm

CC     := gcc
MODULES := sqlite3 yaml-0.1 md4c libutf8proc nettle harfbuzz harfbuzz-subset libdeflate cairo-ft
WARN   := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
          -Wmissing-prototypes -Wvla -Wformat=2 -Wswitch-enum
OUT    := $(BUILD)/$(VARIANT)
ifeq ($(VARIANT),release)
TUNE   := -O2 -g -DNDEBUG
PROGRAM := $(BUILD)/samsyn
else ifeq ($(VARIANT),debug)
TUNE   := -O0 -g3
PROGRAM := $(OUT)/samsyn
else ifeq ($(VARIANT),san)
TUNE   := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
PROGRAM := $(OUT)/samsyn
else ifeq ($(VARIANT),fuzz)
# make fuzz and fuzz-short use it; the arena is one that shows each step too far.
CC     := clang
TUNE   := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
          -fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow
PROGRAM := $(OUT)/samsyn
# gcc has looked at what these two warn of
WARN   += -Wno-format-nonliteral -Wno-string-concatenation
else
$(error VARIANT is release, debug, san or fuzz, not '$(VARIANT)')
endif
ifdef CI
WARN   += -Werror
endif

CPPFLAGS += -I. -I$(OUT) -D_GNU_SOURCE -DSAMSYN_SHARE='"$(PREFIX)/share/samsyn"'
CFLAGS   += -std=c11 $(TUNE) $(WARN)
# Asked once the packages are there, not when the makefile is read.
MODULE_CFLAGS = $(eval MODULE_CFLAGS := $$(shell pkg-config --cflags $(MODULES)))$(MODULE_CFLAGS)
MODULE_LIBS   = $(eval MODULE_LIBS := $$(shell pkg-config --libs $(MODULES)))$(MODULE_LIBS)
LIBS      = -Wl,--as-needed $(MODULE_LIBS) -lhpdf -lhyphen -lm

SOURCES := $(sort $(wildcard engine/*.c engine/*/*.c reports/*.c reports/*/*.c))
ROOMS   := $(filter-out reports/main.c,$(SOURCES))
ifeq ($(VARIANT),fuzz)
ROOMS   := $(filter-out engine/base/arena.c,$(ROOMS))
endif
OBJECTS := $(ROOMS:%.c=$(OUT)/%.o)
LIBRARY := $(OUT)/libsamsyn.a
TESTS   := $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(sort $(wildcard tests/unit/*_test.c)))
SUPPORT := $(patsubst %.c,$(OUT)/%.o,$(sort $(wildcard tests/support/*.c)))
BENCHES := $(patsubst %.c,$(OUT)/%.o,$(sort $(wildcard tests/bench/*.c)))
FUZZERS := $(patsubst tests/fuzz/%_fuzz.c,$(OUT)/fuzzers/%,$(sort $(wildcard tests/fuzz/*_fuzz.c)))
FUZZ_SUPPORT := $(patsubst %.c,$(OUT)/%.o,$(filter-out %_fuzz.c,$(sort $(wildcard tests/fuzz/*.c)))) \
    $(OUT)/tests/support/laid.o $(OUT)/tests/support/boxes.o
SCRIPTS := $(sort $(wildcard tests/program/*_test.sh))
GENERATOR := $(OUT)/stockholm-generate

.PHONY: all demo check conformance axe valgrind bench floors lint format golden install clean help packages sample \
        run-demo run-check run-bench run-conformance run-axe run-valgrind faults faults-short run-faults fuzz fuzz-short run-fuzz
.DEFAULT_GOAL := all

all: $(PROGRAM)

$(PROGRAM): $(OUT)/reports/main.o $(LIBRARY)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(OUT)/%.o: %.c $(OUT)/.stamp
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(MODULE_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The schema is a file of its own to be read, and bytes in the program.
$(OUT)/engine/store/schema.inc: engine/store/schema.sql
	@mkdir -p $(@D)
	od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g; $$ s/,$$//' >$@

$(OUT)/engine/store/store.o: $(OUT)/engine/store/schema.inc

# So is the style sheet of the HTML pages; a remark has a line of its own there.
$(OUT)/reports/render/page.inc: reports/render/page.css
	@mkdir -p $(@D)
	sed '/^\/\*.*\*\/$$/d' $< | od -An -v -tx1 | sed 's/ \(..\)/0x\1,/g; $$ s/,$$//' >$@

$(OUT)/reports/render/html_page.o: $(OUT)/reports/render/page.inc

# A changed makefile is a changed build. What is missing is said before the compiler does.
$(OUT)/.stamp: Makefile
	@pkg-config --print-errors --exists $(MODULES) && \
	    echo '#include <hpdf.h>' | $(CC) $(CPPFLAGS) -E - >/dev/null || { \
	    echo 'A compiler, pkg-config or a library is missing: "make packages" installs them' \
	         'on Debian; PACKAGES in the Makefile lists them.' >&2; exit 1; }
	@mkdir -p $(@D)
	@touch $@

$(OUT)/tests/%: $(OUT)/tests/unit/%.o $(SUPPORT) $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(SUPPORT) $(LIBRARY) $(LIBS) -lcmocka

$(GENERATOR): sample-data/stockholm/generate.c $(wildcard sample-data/stockholm/*.h) | $(OUT)/.stamp
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $<

sample: $(GENERATOR)
	$(GENERATOR) sample-data/stockholm

.SECONDARY:

packages:
	@tests/tools/packages $(PACKAGES)

demo: packages
	@$(MAKE) --no-print-directory run-demo

run-demo: $(PROGRAM)
	@tests/tools/demo $(PROGRAM) $(BUILD)/demo

check: packages
	@tests/tools/packages $(PACKAGES_CHECK)
	@$(MAKE) --no-print-directory run-check

run-check: $(PROGRAM) $(TESTS)
	@SAMSYN=$(abspath $(PROGRAM)) tests/tools/run-tests $(OUT) $(TESTS) $(SCRIPTS)

conformance: packages
	@tests/tools/packages $(PACKAGES_CHECK) $(PACKAGES_CONFORMANCE)
	@$(MAKE) --no-print-directory run-conformance

run-conformance: $(PROGRAM) $(OUT)/tests/canvas_pdf_test
	@SAMSYN=$(abspath $(PROGRAM)) tests/tools/conformance $(OUT)/conformance

# Goes on without a browser: the tool says then that it skipped.
axe: packages
	@tests/tools/packages $(PACKAGES_AXE) || true
	@$(MAKE) --no-print-directory run-axe

run-axe: $(PROGRAM)
	@SAMSYN=$(abspath $(PROGRAM)) tests/tools/axe/axe $(OUT)/axe

valgrind: packages
	@tests/tools/packages $(PACKAGES_VALGRIND)
	@$(MAKE) --no-print-directory run-valgrind

run-valgrind: $(PROGRAM)
	@tests/tools/valgrind $(PROGRAM) $(OUT)/valgrind

bench: packages
	@$(MAKE) --no-print-directory run-bench

run-bench: $(PROGRAM) $(OUT)/bench
	@[ -f $(BUILD)/demo/samsyn.db ] || tests/tools/demo $(PROGRAM) $(BUILD)/demo >/dev/null 2>&1
	@$(OUT)/bench $(PROGRAM) $(BUILD)/demo templates $(BUILD)/bench $(BENCH_MOST)

$(OUT)/bench: $(BENCHES) $(LIBRARY)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Every call that can fail is made to, one in each run; of memory's, one in FAULTS_STRIDE.
FAULTS_STRIDE ?= 1
FAULTS_SHORT  ?= 900

faults: packages
	@tests/tools/packages $(PACKAGES_CHECK)
	@$(MAKE) --no-print-directory VARIANT=release run-faults

faults-short:
	@$(MAKE) --no-print-directory faults FAULTS_STRIDE=$(FAULTS_SHORT)

run-faults: $(PROGRAM) $(OUT)/faults/faults $(OUT)/faults/shim.so
	@$(OUT)/faults/faults $(abspath $(PROGRAM)) $(abspath templates) $(abspath $(OUT)/faults/shim.so) \
	    $(OUT)/faults/work $(FAULTS_STRIDE)

$(OUT)/faults/faults: tests/faults/faults.c | $(OUT)/.stamp
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< -lsqlite3

$(OUT)/faults/shim.so: tests/faults/shim.c | $(OUT)/.stamp
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -shared -fPIC -o $@ $<

# Each target's own time: an hour shared by all. What was found stays in $(OUT)/found.
FUZZ_SECONDS ?= $(shell expr 3600 / $(words $(wildcard tests/fuzz/*_fuzz.c)))
FUZZ_SHORT   ?= 6
FUZZ_JOBS    ?= $(shell nproc)

fuzz: packages
	@tests/tools/packages $(PACKAGES_FUZZ)
	@$(MAKE) --no-print-directory VARIANT=fuzz run-fuzz

fuzz-short:
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=$(FUZZ_SHORT) FUZZ_SEED=1

run-fuzz: $(FUZZERS)
	@FUZZ_SEED=$(FUZZ_SEED) tests/tools/fuzz $(OUT) $(FUZZ_SECONDS) $(FUZZ_JOBS) $(FUZZERS)

$(OUT)/fuzzers/%: $(OUT)/tests/fuzz/%_fuzz.o $(FUZZ_SUPPORT) $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $< $(FUZZ_SUPPORT) $(LIBRARY) $(LIBS)

floors:
	@tests/tools/floors tests/floors.txt

lint:
	@tests/tools/packages $(PACKAGES) $(PACKAGES_CHECK) $(PACKAGES_LINT)
	@$(MAKE) --no-print-directory $(OUT)/engine/store/schema.inc $(OUT)/reports/render/page.inc
	@tests/tools/lint $(OUT)

format:
	clang-format -i $(shell git ls-files '*.c' '*.h')

golden: $(PROGRAM) $(TESTS)
	@SAMSYN=$(abspath $(PROGRAM)) GOLDEN=renew tests/tools/run-tests $(OUT) $(TESTS) $(SCRIPTS)

install: $(PROGRAM)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/samsyn
	cd templates && find . -type f -exec \
	    install -D -m 644 {} $(abspath $(DESTDIR)$(PREFIX)/share/samsyn)/{} \;

clean:
	rm -rf $(BUILD)

help:
	@echo 'make               the program, at build/samsyn'
	@echo 'make packages      what the program is built with, from Debian'
	@echo 'make demo          a sample workspace and its reports, in build/demo'
	@echo 'make check         the tests (VARIANT=san: with sanitizers)'
	@echo 'make conformance   veraPDF, qpdf and poppler on what the demo publishes'
	@echo 'make axe           axe-core in Chromium on the web pages, with pictures of them'
	@echo 'make valgrind      no leak, and no read of what was never written, in each command'
	@echo 'make faults        each call of an import and a report fails once (faults-short: some)'
	@echo 'make fuzz          an hour of libFuzzer over all that is read (fuzz-short: a minute)'
	@echo 'make bench         speed, as a table (BENCH_MOST=1000000: no history of more records)'
	@echo 'make sample        the files of sample-data/stockholm anew'
	@echo 'make floors lint format golden install clean'

-include $(OBJECTS:.o=.d) $(wildcard $(OUT)/tests/unit/*.d $(OUT)/tests/support/*.d $(OUT)/tests/bench/*.d $(OUT)/tests/fuzz/*.d)

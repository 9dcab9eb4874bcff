#!/bin/bash
# What `make install` puts somewhere works there, also when it was built for another prefix.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"

check "it is installed below DESTDIR and PREFIX" \
    make -s -C "$tree" install DESTDIR="$work/stage" PREFIX=/usr
SAMSYN=$work/stage/usr/bin/samsyn
unset SAMSYN_SHARE
cd "$work" || exit 1
mkdir -p space/inbox
cp "$tree"/sample-data/stockholm/{samsyn.yaml,units.csv,goals.csv} space
cp "$tree"/sample-data/stockholm/inbox/samtal-farsta-*.csv space/inbox
run -C space import
expect_status "the installed program finds its contracts" 0
run -C space report monthly --unit farsta --period 2018-04
expect_status "and its templates and words" 0
check "and makes the report" test -s space/out/monthly-farsta-2018-04.pdf
check "with the installed templates" grep -q '"share/monthly.md"' space/out/manifest.json
check "with the page on what a template may say" test -s stage/usr/share/samsyn/README.md
check "nothing else is installed" test "$(find stage -type f | grep -cvE \
    '^stage/usr/(bin/samsyn|share/samsyn/(README\.md|[a-z.]+\.(yaml|md)|new/.*\.(yaml|csv|txt)))$')" -eq 0
run new made
expect_status "and makes a workspace" 0
run -C made check
expect_status "that is valid" 0
run --version
expect_status "it knows its version" 0

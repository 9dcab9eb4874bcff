# lib.sh: what the program tests share. Source it first:
#
#   . "$(dirname "$0")/lib.sh"
#
# Then $work is an empty folder that goes away at the end, $tree is the source tree, and
# $SAMSYN is the program (found in build/ when not given). Every expect_ prints one line, ok
# or not ok, and what was seen when it is not; the script ends with status 1 if any was not.
set -u
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
SAMSYN=${SAMSYN:-$tree/build/samsyn}
work=$(mktemp -d)
failures=0
lib_end() {
    local status=$?
    rm -rf "$work"
    [ "$failures" -eq 0 ] || exit 1
    exit $status
}
trap lib_end EXIT

# check "what is true" COMMAND...: ok when the command succeeds.
check() {
    local claim=$1
    shift
    if "$@" >"$work/.check" 2>&1; then
        echo "ok $claim"
    else
        echo "not ok $claim"
        sed 's/^/    /' "$work/.check"
        failures=$((failures + 1))
    fi
}

# run ARGUMENT...: runs the program; leaves $status, and $work/stdout and $work/stderr.
run() {
    "$SAMSYN" "$@" >"$work/stdout" 2>"$work/stderr" </dev/null
    status=$?
}

lib_said() {
    echo "status $status"
    sed 's/^/stdout: /' "$work/stdout" | head -20
    sed 's/^/stderr: /' "$work/stderr" | head -20
}
lib_status() { [ "$status" -eq "$1" ] || { lib_said && false; }; }
lib_holds() { grep -qF -- "$2" "$work/$1" || { lib_said && false; }; }
lib_lacks() { ! grep -qF -- "$2" "$work/$1" || { lib_said && false; }; }
lib_equal() { [ "$1" = "$2" ] || { printf 'wanted: %s\nseen:   %s\n' "$1" "$2" && false; }; }

# expect_status "claim" N: the last run ended with N.
expect_status() { check "$1" lib_status "$2"; }
# expect_output "claim" TEXT, expect_talk "claim" TEXT: stdout or stderr holds the text.
expect_output() { check "$1" lib_holds stdout "$2"; }
expect_talk() { check "$1" lib_holds stderr "$2"; }
expect_no_output() { check "$1" lib_lacks stdout "$2"; }
expect_no_talk() { check "$1" lib_lacks stderr "$2"; }
# expect_equal "claim" WANTED SEEN
expect_equal() { check "$1" lib_equal "$2" "$3"; }
# expect_sql "claim" WANTED DATABASE SQL: columns divided by |, rows by newlines.
expect_sql() { check "$1" lib_equal "$2" "$(sqlite3 "$3" "$4" 2>&1)"; }

#!/bin/sh
# Runs the tests of the packages that touch files, as Windows programs under Wine:
#
#	sh test/windows/packages.sh                           all of them
#	sh test/windows/packages.sh ./internal/cli            those that are named
#	sh test/windows/packages.sh ./internal/cli:TestLoa    of a package the tests of these names
#
# docs/windows.md has what came of it. It says what is missing where Wine is not
# installed, and fails only if a test does.
set -eu
cd "$(dirname "$0")/../.."
work=${LOA_WINE:-$(mktemp -d)}
[ -n "${LOA_WINE:-}" ] || trap 'rm -rf "$work"' EXIT
. test/windows/prepare.sh

if [ $# = 0 ]; then
	set -- ./internal/base/disk ./internal/base/sameness ./internal/base/output ./internal/base/source ./internal/desk/sourceedit ./internal/desk/watch \
		./internal/publish/deploy ./internal/desk/serve ./internal/desk/newsroom ./internal/cli \
		./internal/generator/build:TestAgain
fi

# What Wine and its older way of removing files cannot do: a folder that is watched, or
# listed in that moment, stays, empty, until nobody has it open.
unfit='TestFolderRemovedAndMadeAgain|TestSkippedFolders/notifications|TestThroughALink/notifications|TestNothingElse'

failed=0
for tests in "$@"; do
	package=${tests%%:*}
	only=${tests#"$package"}
	program="$work/$(echo "$package" | tr -c 'a-z\n' _).exe"
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go test -c -overlay "$overlay" -o "$program" "$package"
	if (cd "$package" && timeout 900 "$wine" "$program" -test.timeout 880s -test.run "${only#:}" -test.skip "$unfit" -test.v >"$program.log" 2>&1); then
		word=ok
	else
		word=FAILED
		failed=1
	fi
	printf '%-32s %-6s %3d passed, %d failed, %d skipped\n' "$tests" $word \
		"$(grep -c '^--- PASS' "$program.log")" "$(grep -c '^--- FAIL' "$program.log")" "$(grep -c '^--- SKIP' "$program.log")"
	[ $word = ok ] || grep -E -A 12 '^ *--- FAIL|^panic' "$program.log" | tail -n 120
done
"$wine"server -w 2>/dev/null || true
exit $failed

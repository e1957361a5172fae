#!/bin/sh
# Builds the project's site twice into empty folders and compares the bytes;
# then builds over the first, which must write nothing; then under a sub-path.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/loa" ./cmd/loa
mkdir "$work/site"
cp -R content static site.toml themes "$work/site/"
if [ -d data ]; then cp -R data "$work/site/"; fi
build() { "$work/loa" build --strict --lang en --source "$work/site" --now 2026-11-23 "$@"; }
build --out "$work/one"
build --out "$work/two"
diff -r "$work/one" "$work/two"
build --out "$work/one" | tee "$work/again"
grep -q ' 0 files new or changed, .* 0 removed' "$work/again"
build --out "$work/sub" --base-url https://example.org/vi-tre-em/
echo "two builds are equal; the third wrote nothing"

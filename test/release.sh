#!/bin/sh
# Makes a release twice, from two copies of the sources in folders of different
# names, and compares the bytes. With a target ("windows/amd64") that one alone.
set -eu
only=${1:-}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in a-folder another/folder; do # before the first run, which takes a while
  mkdir -p "$work/$copy"
  cp -R VERSION LICENSE go.mod go.sum cmd internal themes docs "$work/$copy/"
done
for copy in a-folder another/folder; do
  (cd "$work/$copy" && go run ./cmd/release -out "$work/$copy/dist" -only "$only")
done
diff -r "$work/a-folder/dist" "$work/another/folder/dist"
(cd "$work/a-folder/dist" && sha256sum -c --quiet SHA256SUMS && ls -l)
echo "two releases are equal"

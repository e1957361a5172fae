#!/bin/sh
# Bundles the rich text of the newsroom's form, with the licences of what is in it, into a
# folder: sh bundle.sh ../files. What it bundles is in node_modules, as package-lock.json
# says (npm ci).
set -eu
cd "$(dirname "$0")"
out=$1
go=${GO:-go}
"$go" tool esbuild src/main.js --bundle --minify --format=iife --target=chrome80,firefox78,safari15 \
	--legal-comments=none --charset=utf8 --log-level=warning \
	--banner:js='/* Loa and ProseMirror; the licences are in rich-licences.txt. */' --outfile="$out/rich.js"
for licence in node_modules/*/LICENSE*; do
	printf '%s\n\n' "$(basename "$(dirname "$licence")")"
	cat "$licence"
	printf '\n'
done >"$out/rich-licences.txt"

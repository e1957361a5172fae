#!/bin/sh
# Takes a newer list of crawler-user-agents in. Run it in this folder, with npm and node:
#
#	sh update.sh [VERSION]
set -eu
cd "$(dirname "$0")"
here=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "crawler-user-agents@${1:-latest}" >/dev/null && tar xzf ./*.tgz)
node - "$work/package" "$here/patterns.txt" "$here/testdata/agents.txt" <<'JS'
const fs = require('fs'), [, , from, to, names] = process.argv;
const list = JSON.parse(fs.readFileSync(from + '/crawler-user-agents.json'));
const version = JSON.parse(fs.readFileSync(from + '/package.json')).version;
const newest = list.map(one => one.addition_date || '').sort().pop().replaceAll('/', '-');
const licence = fs.readFileSync(from + '/LICENSE', 'utf8').trim().split('\n').map(line => ('# ' + line).trimEnd()).join('\n');
fs.writeFileSync(to, '# Names of programs that fetch pages, a pattern a line, made by update.sh.\n' +
	'# source: github.com/monperrus/crawler-user-agents\n' +
	`# version: ${version}, newest entry of ${newest}\n#\n${licence}\n` + list.map(one => one.pattern.replaceAll('\\/', '/')).join('\n') + '\n');
fs.writeFileSync(names, list.map(one => (one.instances || [])[0]).filter(Boolean).join('\n') + '\n');
JS

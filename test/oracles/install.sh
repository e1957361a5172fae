#!/bin/sh
# Installs the programs whose figures of readers are compared with Loa's: GoAccess and
# AWStats, with the system's package manager.
set -eu
missing=""
if ! command -v goaccess >/dev/null 2>&1; then missing="$missing goaccess"; fi
if [ ! -x /usr/lib/cgi-bin/awstats.pl ]; then missing="$missing awstats"; fi
if [ -z "$missing" ]; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
	echo "install these, then run the tests again:$missing" >&2
	exit 1
fi
as_root=""
if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
echo "installing$missing for the tests of figures of readers"
$as_root sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends '"$missing"

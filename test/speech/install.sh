#!/bin/sh
# Installs espeak-ng, with which tests compare how long scripts take and how they are
# pronounced. Where it cannot, those tests say that they were left out.
set -u
if command -v espeak-ng >/dev/null 2>&1; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
	echo "espeak-ng is not installed: nothing is pronounced" >&2
	exit 0
fi
as_root=""
if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
echo "installing espeak-ng for the tests of scripts"
$as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends espeak-ng ||
	echo "espeak-ng could not be installed: nothing is pronounced" >&2

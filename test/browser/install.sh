#!/bin/sh
# Finds Chromium for the browser tests, or installs it with the system's package
# manager, and axe-core with npm where npm is. Where it cannot, says so: the
# tests that need them are then skipped. In CI the shell without windows is installed
# beside a Chromium that is there: tests take half the time in it.
set -u
cd "$(dirname "$0")"
if command -v npm >/dev/null 2>&1; then
	if [ ! -f node_modules/axe-core/axe.min.js ]; then npm ci --ignore-scripts --no-audit --no-fund --silent; fi
else
	echo "npm is not installed: the accessibility rules of axe-core will not run" >&2
fi
as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"
	elif command -v sudo >/dev/null 2>&1; then sudo -n "$@"
	else return 1
	fi
}
if command -v chromium-headless-shell >/dev/null 2>&1; then exit 0; fi
if [ "${CI:-}" = true ] && command -v apt-get >/dev/null 2>&1 && as_root apt-get update -qq && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
	echo "installing Chromium's headless shell for the browser tests"
	as_root apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-liberation fonts-dejavu-core && exit 0
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
	if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ -d "/Applications/Google Chrome.app" ]; then exit 0; fi
echo "installing Chromium for the browser tests"
if command -v apt-get >/dev/null 2>&1; then
	as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends chromium fonts-liberation fonts-dejavu-core && exit 0
elif command -v dnf >/dev/null 2>&1; then
	as_root dnf install -y -q chromium && exit 0
elif command -v pacman >/dev/null 2>&1; then
	as_root pacman -Sy --noconfirm chromium && exit 0
elif command -v brew >/dev/null 2>&1; then
	brew install --cask chromium && exit 0
fi
echo "Chromium could not be installed. The browser tests will be skipped; install Chromium or Chrome and run make test again." >&2
if [ "${CI:-}" = true ]; then exit 1; fi
exit 0

#!/bin/sh
# Installs, updates and removes the program under Wine, silently, as an account does:
#
#	sh test/windows/installer.sh dist/loa-0.1.0-windows-setup.exe
set -eu
setup=$(realpath "${1:?the installer}")
cd "$(dirname "$0")/../.."
work=${LOA_WINE:-$(mktemp -d)}
[ -n "${LOA_WINE:-}" ] || trap 'rm -rf "$work"' EXIT
. test/windows/prepare.sh

fail() { echo "installer: $1"; exit 1; }
# Wine's "start /wait" ends when the program that it started does.
run() { timeout 120 "$wine" "$@" >/dev/null 2>&1; }

run "$setup" /S || fail "it did not install"
program=$(find "$WINEPREFIX/drive_c/users" -path '*Programs/Loa/loa.exe')
[ -f "$program" ] || fail "there is no program"
site=$(find "$WINEPREFIX/drive_c/users" "$HOME" -maxdepth 4 -type d -name trang-web 2>/dev/null | head -n 1)
echo "a text" >"$site/giu-lai.txt"
find "$WINEPREFIX/drive_c/users" -path '*Start Menu*' -name Loa.lnk | grep -q . || fail "there is no shortcut"
"$wine" reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Loa' /v DisplayVersion >"$work/entry" 2>/dev/null || fail "there is no entry"
grep -a DisplayVersion "$work/entry"

# Of a signed installer the program and what removes it are signed, too.
signed() { osslsigncode extract-signature -in "$1" -out "$work/signature" >/dev/null 2>&1; rc=$?; rm -f "$work/signature"; return $rc; }
if command -v osslsigncode >/dev/null && signed "$setup"; then
	for file in "$program" "$(dirname "$program")/go-bo.exe"; do
		signed "$file" || fail "$(basename "$file") is not signed"
	done
	echo "signed: the installer, the program and what removes it"
fi

# An update over a program of other bytes.
echo old >"$program"
run "$setup" /S || fail "it did not update"
[ "$(stat -c %s "$program")" -gt 1000000 ] || fail "the old program stayed"

run "$(dirname "$program")/go-bo.exe" /S _?="$("$wine" winepath -w "$(dirname "$program")" 2>/dev/null | tr -d '\r')" || fail "it did not uninstall"
[ ! -e "$program" ] || fail "the program stayed"
"$wine" reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Loa' >/dev/null 2>&1 && fail "the entry stayed"
[ -f "$site/giu-lai.txt" ] || fail "the folder of the site went"
rm -r "$site"
echo "installed, updated, removed; the site stayed"

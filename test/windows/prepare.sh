# Makes what programs of Go need to run under Wine: sourced by the scripts beside it,
# with $work a folder for everything. Sets $wine and $overlay, or says what is missing
# and ends.
#
# Two things are not in Wine 8, which Debian has:
#
#   bcryptprimitives.dll    Go takes random numbers from it. A stub of one function
#                           stands in, compiled by MinGW.
#   FileDispositionInformationEx    how os.Root removes files since Windows 10. Go has
#                           an older way for old disks; an overlay takes it always.
missing() {
	echo "skipped: $1"
	echo "         apt-get install wine64 gcc-mingw-w64-x86-64"
	exit 0
}
wine=$(command -v wine64 || command -v wine) || missing "Wine is not installed, so nothing ran as on Windows"
cc=$(command -v x86_64-w64-mingw32-gcc) || missing "MinGW is not installed, which makes the one library that Wine lacks"

export WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="
system32="$WINEPREFIX/drive_c/windows/system32"
if [ ! -f "$system32/bcryptprimitives.dll" ]; then
	"$wine" wineboot -i >"$work/wineboot.log" 2>&1 || missing "Wine does not start here: $(tail -n 1 "$work/wineboot.log")"
	cat >"$work/random.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom */
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return SystemFunction036(data, (ULONG)size); }
C
	"$cc" -shared -o "$system32/bcryptprimitives.dll" "$work/random.c" -ladvapi32
fi

at=$(go env GOROOT)/src/internal/syscall/windows/at_windows.go
overlay="$work/overlay.json"
sed 's/^	if TestDeleteatFallback {/	if true {/' "$at" >"$work/at_windows.go"
if cmp -s "$at" "$work/at_windows.go"; then
	missing "this Go removes files in another way than the script knows; look at Deleteat in $at"
fi
printf '{"Replace":{"%s":"%s"}}\n' "$at" "$work/at_windows.go" >"$overlay"

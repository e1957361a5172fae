#!/bin/sh
# The day of an officer, once on this system and once as a Windows program under Wine:
# a new site, an article, an edit in Notepad, a photo, a look at it, publishing to D:\,
# a pack for a stick E:\, a picture renamed in its capitals alone; then a double click on
# the program and, by the newsroom's forms, an article with a photo, an edit that the
# preview sees, publishing to D:\; then a folder of the site dropped onto the program. What was written, published and packed is compared
# byte for byte.
#
#	sh test/windows/day.sh
set -eu
cd "$(dirname "$0")/../.."
work=${LOA_WINE:-$(mktemp -d)}
[ -n "${LOA_WINE:-}" ] || trap 'rm -rf "$work"' EXIT
. test/windows/prepare.sh

go build -o "$work/loa" ./cmd/loa
go build -o "$work/officer" ./test/windows/officer
GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go build -overlay "$overlay" -o "$work/loa.exe" ./cmd/loa
day="$work/day"
rm -rf "$day"
mkdir -p "$day"/linux/c "$day"/linux/d "$day"/linux/e "$day"/windows/c "$day"/windows/d "$day"/windows/e
for drive in d e; do
	rm -f "$WINEPREFIX/dosdevices/$drive:"
	ln -s "$day/windows/$drive" "$WINEPREFIX/dosdevices/$drive:"
done

# officer SYSTEM D E LOA… lives the day: D and E are the drives as LOA names them.
officer() {
	system=$1 d=$2 e=$3
	shift 3
	now="--now 2026-05-20 --lang vi"
	cd "$day/$system/c"
	"$@" new site "Trang xã" --title "Vì trẻ em xã ta" --languages vi,en $now
	cd "Trang xã"
	"$@" new article --title "Con đi đò phải mặc áo phao" --section duoi-nuoc --topic duoi-nuoc $now
	new=$(find content/duoi-nuoc -name 'con-di-do*')
	[ -f "$new" ] || new="$new/index.md"
	# As Notepad saves: a mark at the beginning, lines that end with CR LF.
	{ printf '\357\273\277'; sed -e '/^draft = true/d' -e 's/$/\r/' "$new"; printf '\r\nÁo phao vừa người, cài đủ khoá.\r\n\r\n![Áo phao](/anh/Ao-Phao.PNG)\r\n'; } >edited
	mv edited "$new"
	mkdir -p static/anh data
	cp "$photo" static/anh/Ao-Phao.PNG
	printf '[[picture]]\nfile = "static/anh/Ao-Phao.PNG"\nchildren = false\n' >data/consent.toml
	printf '\n[deploy.o-d]\ntype = "folder"\npath = %s\n' "'$d'" >>site.toml
	"$@" fmt --check $now || "$@" fmt $now
	"$@" check $now
	"$@" build $now
	"$@" deploy o-d --yes --allow "$d" $now
	"$@" pack --out "$e" $now
	# The name in other capitals, an edit, and once more.
	mv static/anh/Ao-Phao.PNG static/anh/ao-phao.png
	sed -i 's/Ao-Phao\.PNG/ao-phao.png/' "$new" data/consent.toml
	"$@" build $now
	"$@" build --out "$d/xem" $now
	"$@" deploy o-d --yes $now
	"$@" pack --out "$e" $now
	cd "$OLDPWD"
}

# The browser: it notes what it is to open. Wine, too, opens addresses by xdg-open.
mkdir -p "$work/bin"
printf '#!/bin/sh\nprintf "%%s\\n" "$1" >"$LOA_LINK"\n' >"$work/bin/xdg-open"
chmod +x "$work/bin/xdg-open"
export PATH="$work/bin:$PATH" LOA_LINK="$work/link" XDG_CONFIG_HOME="$work/config"

# desk SYSTEM D PROGRAM… starts the program as a double click does, in the site's
# folder, and lives on by forms.
desk() {
	system=$1 d=$2
	shift 2
	cd "$day/$system/c/Trang xã"
	printf '\n[deploy.ban-bien-tap]\ntype = "folder"\npath = %s\n' "'$d'" >>site.toml
	rm -f "$LOA_LINK"
	"$@" &
	program=$!
	"$work/officer" -link "$LOA_LINK" -edit content/duoi-nuoc/rao-ao.md "$photo" ban-bien-tap || failed=1
	if [ "$system" = windows ]; then # none but that of this Wine
		"$wine" taskkill /f /im loa.exe
	else
		kill $program
	fi
	wait $program || true # it was ended
	cd "$OLDPWD"
	return "${failed:-0}"
}
photo=$PWD/test/sites/bundle-with-pictures/content/hoc-boi/be-boi.png
(officer linux "$day/linux/d/web" "$day/linux/e/" "$work/loa") >"$day/linux.log" 2>&1 || { cat "$day/linux.log"; exit 1; }
(officer windows 'D:\web' 'E:\' "$wine" "$work/loa.exe") >"$day/windows.log" 2>&1 || { cat "$day/windows.log"; exit 1; }

cp "$work/loa.exe" "$day/windows/c/Trang xã/"
(desk linux "$day/linux/d/desk" "$work/loa" serve --open --drafts --port 0) >"$day/linux.log" 2>&1 || { cat "$day/linux.log"; exit 1; }
(desk windows 'D:\desk' "$wine" start /wait loa.exe) >"$day/windows.log" 2>&1 || { cat "$day/windows.log"; exit 1; }


# Dropped onto the icon: from another folder, with the full path.
rm -f "$LOA_LINK"
(cd "$work" && "$wine" start /wait loa.exe "$("$wine" winepath -w "$day/windows/c/Trang xã/content" | tr -d '\r')") >>"$day/windows.log" 2>&1 &
program=$!
"$work/officer" -link "$LOA_LINK" && echo "dropped onto the program: the site is shown" || failed=1
"$wine" taskkill /f /im loa.exe >>"$day/windows.log" 2>&1
wait $program || true # it was ended
[ "${failed:-0}" = 0 ] || { cat "$day/windows.log"; exit 1; }

# What Loa keeps for itself at a place and on this machine holds times.
for part in "c/Trang xã/public" "c/Trang xã/content" "c/Trang xã/data" d/web/xem d/desk d e; do
	diff -r -q -x _loa "$day/linux/$part" "$day/windows/$part"
	printf '%-20s %4d files, equal byte for byte\n' "$part" "$(find "$day/windows/$part" -type f -not -path '*/_loa/*' | wc -l)"
done

package filerisk

import "strings"

// endings are the files with a risk, by their endings. An ending that has two risks
// has the one that harms more people.
var endings = list(map[Risk]string{
	// A web server with PHP, ASP.NET, Java, ColdFusion or CGI runs these where they lie.
	Server: `.php .php3 .php4 .php5 .php6 .php7 .php8 .phps .pht .phtm .phtml .phar .inc
		.asp .aspx .ascx .ashx .asmx .asax .axd .cer .cdx .asa .svc .soap .rem .cshtml .vbhtml .vbhtm .xamlx
		.jsp .jspx .jspf .jsw .jsv .jhtml .do .action .cfm .cfml .cfc .cgi .fcgi .fpl .pl .pm .py .pyc .rb .erb .rhtml .lua
		.shtml .shtm .stm .htaccess .htpasswd`,
	// A double click runs these, opens an installer, or follows them to a program elsewhere.
	Computer: `.exe .com .scr .pif .cpl .dll .ocx .sys .drv .efi .msi .msp .mst .msc .msu .msix .msixbundle .appx .appxbundle
		.appinstaller .application .appref-ms .gadget .bat .cmd .ps1 .ps2 .psm1 .psd1 .ps1xml .psc1 .vb .vbs .vbe .jse .wsf .wsh
		.wsc .ws .sct .hta .lnk .url .website .webloc .inetloc .fileloc .desktop .scf .inf .reg .rdp .job .chm .hlp .diagcab .theme .themepack
		.library-ms .search-ms .searchconnector-ms .settingcontent-ms .mmc .iso .img .vhd .vhdx .one .onepkg
		.jar .jnlp .class .apk .apks .xapk .aab .ipa .mobileconfig .dmg .pkg .mpkg .app .scpt .applescript .command .tool .workflow .terminal
		.sh .bash .zsh .csh .ksh .fish .run .out .bin .elf .so .dylib .deb .rpm .appimage .flatpak .flatpakref .snap
		.swf .air .xbap .xpi .crx .oxt .slk .iqy .dqy .rqy .odc .wll .xll .xlam .xla .ppam .ppa .mde .accde .ade`,
	// These run in the browser as part of the site, with its address and its storage.
	Browser: `.html .htm .xht .xhtml .xhtm .dhtml .mht .mhtml .maff .webarchive .xml .xsl .xslt .xul .rdf .rss .atom .mathml .mml
		.svgz .htc .vml .js .mjs .cjs .wasm`,
	// Office asks once, and then their macros do what they like.
	Macros: `.docm .dotm .xlsm .xltm .xlsb .pptm .potm .ppsm .sldm .vsdm .vstm .vssm .mdb .accdb .accda .accdr`,
})

// names are whole names that steer a server.
var names = map[string]Risk{
	"web.config": Server, "global.asax": Server, ".user.ini": Server, "php.ini": Server, ".htaccess": Server, ".htpasswd": Server,
}

// handled are the endings that Apache's AddHandler runs in the middle of a name, too.
var handled = set(".php .php3 .php4 .php5 .php7 .php8 .phtml .pht .phar .cgi .fcgi .pl .py .shtml .asp .aspx .jsp")

// scripts are what pages load and no browser opens as a page.
var scripts = set(".js .mjs .cjs .wasm .htc")

// encodings are the endings by which servers tell browsers to unpack what they send (AddEncoding of Apache,
// gzip_static of nginx and its kin).
var encodings = set(".gz .tgz .z .br .zst")

// plain are the endings whose type every server sends as something that browsers show
// without running or offer for download. The text in such a file may be anything.
var plain = set(`.txt .md .csv .tsv .json .geojson .toml .yaml .yml .ini .log .ics .vcf .vtt .srt .css .webmanifest .map .tex
	.pdf .doc .docx .dot .dotx .xls .xlsx .xlt .xltx .ppt .pptx .pps .ppsx .odt .ods .odp .odg .ott .rtf .epub .mobi .azw3
	.zip .rar .7z .gz .bz2 .xz .tar .tgz
	.jpg .jpeg .jpe .jfif .png .apng .gif .webp .avif .heic .heif .tif .tiff .bmp .ico .svg
	.mp4 .m4v .mov .m4a .m4b .3gp .3g2 .webm .mkv .mka .mp3 .aac .ogg .oga .ogv .opus .flac .wav .avi
	.woff .woff2 .ttf .otf .eot`)

// programs are the first bytes of programs: ELF, Mach-O, Java, Android, Windows
// shortcuts, Debian packages, compiled help.
var programs = []string{
	"\x7fELF", "\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe", "\xca\xfe\xba\xbe", "dex\n0",
	"L\x00\x00\x00\x01\x14\x02\x00", "!<arch>\n", "ITSF\x03",
}

func list(byRisk map[Risk]string) map[string]Risk {
	all := map[string]Risk{}
	for risk, text := range byRisk {
		for _, ending := range strings.Fields(text) {
			all[ending] = risk
		}
	}
	return all
}

func set(text string) map[string]bool {
	all := map[string]bool{}
	for _, ending := range strings.Fields(text) {
		all[ending] = true
	}
	return all
}

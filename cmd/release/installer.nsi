; The installer for Windows: one program, for the account that starts it, without an
; administrator's rights. Made by cmd/release, which gives VERSION, NUMBERS, PROGRAM,
; TEXTS and OUT, and SIGN, a script that signs a file, if there is a certificate.
;
; It puts the program into the account's own folder, asks where the site lies, makes
; shortcuts that start the program there, and an entry under "Installed apps". A newer
; one replaces the program, also while it runs. The site is never touched, also not when
; the program is removed.
Unicode true
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetDateSave off            ; the same sources give the same bytes

!include MUI2.nsh

Name "Loa"
OutFile "${OUT}"
!ifdef SIGN
	!uninstfinalize 'sh "${SIGN}" "%1"' = 0
!endif
InstallDir "$LOCALAPPDATA\Programs\Loa"
InstallDirRegKey HKCU "Software\Loa" "Program"
BrandingText "Loa ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Loa"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Loa"
VIAddVersionKey "LegalCopyright" ""

!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Loa"
Var Site                   ; the folder of the site

!define MUI_DIRECTORYPAGE_VARIABLE $Site
!define MUI_PAGE_HEADER_TEXT "$(SiteTitle)"
!define MUI_PAGE_HEADER_SUBTEXT "$(SiteAsk)"
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(SiteExplain)"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "$(SiteTitle)"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(Done)"
!define MUI_FINISHPAGE_TEXT "$(DoneText)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(Begin)"
!define MUI_FINISHPAGE_RUN_FUNCTION Begin
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first is for systems in any other language.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Vietnamese"

LangString SiteTitle ${LANG_ENGLISH} "The folder of the site"
LangString SiteTitle ${LANG_VIETNAMESE} "Thư mục của trang"
LangString SiteAsk ${LANG_ENGLISH} "Where do the texts and pictures of the site lie?"
LangString SiteAsk ${LANG_VIETNAMESE} "Bài viết và ảnh của trang để ở đâu?"
LangString SiteExplain ${LANG_ENGLISH} "Choose the folder of a site that is there, or a new folder. Nothing in it is changed now. The shortcut “Loa” starts the program there; if there is no site yet, it offers to make one."
LangString SiteExplain ${LANG_VIETNAMESE} "Chọn thư mục của trang đã có, hoặc một thư mục mới. Bây giờ chưa có gì trong đó bị thay đổi. Biểu tượng “Loa” mở chương trình ở thư mục ấy; nếu chưa có trang, chương trình sẽ hỏi để tạo một trang."
LangString Done ${LANG_ENGLISH} "Loa is installed"
LangString Done ${LANG_VIETNAMESE} "Đã cài xong Loa"
LangString DoneText ${LANG_ENGLISH} "A double click on “Loa” on the desktop starts it. A newer version is installed over this one."
LangString DoneText ${LANG_VIETNAMESE} "Bấm đúp vào “Loa” trên màn hình để mở. Bản mới hơn cứ cài đè lên bản này."
LangString Begin ${LANG_ENGLISH} "Start Loa now"
LangString Begin ${LANG_VIETNAMESE} "Mở Loa ngay"
LangString SaysShortcut ${LANG_ENGLISH} "Preview and edit the site"
LangString SaysShortcut ${LANG_VIETNAMESE} "Xem thử và sửa trang"

Function .onInit
	ReadRegStr $Site HKCU "Software\Loa" "Site"
	StrCmp $Site "" 0 +2
		StrCpy $Site "$DOCUMENTS\trang-web"
FunctionEnd

Function Begin
	SetOutPath "$Site"
	Exec '"$INSTDIR\loa.exe"'
FunctionEnd

Section
	SetOutPath "$INSTDIR"
	; A program that runs cannot be replaced, but it can get another name.
	Delete "$INSTDIR\loa.old.exe"
	ClearErrors
	Rename "$INSTDIR\loa.exe" "$INSTDIR\loa.old.exe"
	ClearErrors
	File "/oname=loa.exe" "${PROGRAM}"
	File "${TEXTS}\HUONG-DAN.txt"
	File "${TEXTS}\LICENSE.txt"
	File "${TEXTS}\LICENSES-OTHERS.txt"
	Delete "$INSTDIR\loa.old.exe"
	WriteUninstaller "$INSTDIR\go-bo.exe"

	CreateDirectory "$Site"
	SetOutPath "$Site"     ; where the shortcuts start the program
	CreateShortcut "$DESKTOP\Loa.lnk" "$INSTDIR\loa.exe" "" "$INSTDIR\loa.exe" 0 SW_SHOWNORMAL "" "$(SaysShortcut)"
	CreateShortcut "$SMPROGRAMS\Loa.lnk" "$INSTDIR\loa.exe" "" "$INSTDIR\loa.exe" 0 SW_SHOWNORMAL "" "$(SaysShortcut)"

	WriteRegStr HKCU "Software\Loa" "Program" "$INSTDIR"
	WriteRegStr HKCU "Software\Loa" "Site" "$Site"
	WriteRegStr HKCU "${ENTRY}" "DisplayName" "Loa"
	WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\loa.exe"
	WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\go-bo.exe"'
	WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\go-bo.exe" /S'
	WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
	WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
	Delete "$INSTDIR\loa.exe"
	Delete "$INSTDIR\loa.old.exe"
	Delete "$INSTDIR\HUONG-DAN.txt"
	Delete "$INSTDIR\LICENSE.txt"
	Delete "$INSTDIR\LICENSES-OTHERS.txt"
	Delete "$INSTDIR\go-bo.exe"
	RMDir "$INSTDIR"       ; only if it is empty
	Delete "$DESKTOP\Loa.lnk"
	Delete "$SMPROGRAMS\Loa.lnk"
	DeleteRegKey HKCU "${ENTRY}"
	DeleteRegKey HKCU "Software\Loa"
SectionEnd

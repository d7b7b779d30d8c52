; Florin's installer: for one user, without administrator's rights.
;
;   florin-VERSION-setup.exe [/S] [/DESKTOP] [/AUTOSTART] [/D=folder]
;   uninstall.exe [/S] [/REMOVEDATA]
;
; /S asks nothing and shows nothing. An update keeps the choices made before. Both end with exit
; code 3, and change nothing, while Florin runs. The shop's data lies elsewhere, in
; %LOCALAPPDATA%\florin; only the uninstaller takes it away, and only when it is told to.
;
; Given by the build: VERSION, NUMBERS (four of them), OUTPUT, ICON, LICENCE, SIZE_KB,
; PYTHON_LIBRARY, WELCOME (a picture), GOODS (a file that puts each file into the program's folder),
; NAMES (one that removes what this version puts there), and SIGN, the command that signs the uninstaller, if there is one.

Unicode true
Target amd64-unicode
SetCompressor /SOLID /FINAL lzma
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Florin"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define STILL_OPEN 3
!define WAITS 30 ; half seconds

Name "Florin"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Florin"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "Florin ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Florin"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Florin Setup"
VIAddVersionKey "CompanyName" "The Florin authors"
VIAddVersionKey "LegalCopyright" "MIT License"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"'
!endif

; ---- pages

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${WELCOME}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\florin.exe"
!define MUI_COMPONENTSPAGE_SMALLDESC

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!insertmacro MUI_UNPAGE_CONFIRM
UninstPage custom un.AskAboutData un.HearAboutData
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString PROGRAM ${LANG_ENGLISH} "The till"
LangString PROGRAM ${LANG_GERMAN} "Die Kasse"
LangString PROGRAM_SAID ${LANG_ENGLISH} "The program itself, with its place in the Start menu."
LangString PROGRAM_SAID ${LANG_GERMAN} "Das Programm selbst, mit seinem Platz im Startmenü."
LangString DESKTOP ${LANG_ENGLISH} "Icon on the desktop"
LangString DESKTOP ${LANG_GERMAN} "Symbol auf dem Desktop"
LangString DESKTOP_SAID ${LANG_ENGLISH} "Start Florin from the desktop."
LangString DESKTOP_SAID ${LANG_GERMAN} "Florin vom Desktop aus starten."
LangString AUTOSTART ${LANG_ENGLISH} "Open with Windows"
LangString AUTOSTART ${LANG_GERMAN} "Mit Windows öffnen"
LangString AUTOSTART_SAID ${LANG_ENGLISH} "Open the till whenever you sign in, so that online shops can be paid."
LangString AUTOSTART_SAID ${LANG_GERMAN} "Die Kasse bei jeder Anmeldung öffnen, damit Onlineshops bezahlt werden können."
LangString IS_OPEN ${LANG_ENGLISH} "Florin is still open. Close its window, then try again."
LangString IS_OPEN ${LANG_GERMAN} "Florin ist noch geöffnet. Schließen Sie das Fenster und versuchen Sie es erneut."
LangString NOT_GONE ${LANG_ENGLISH} "The Florin that was installed before could not be removed. Nothing was changed."
LangString NOT_GONE ${LANG_GERMAN} "Das zuvor installierte Florin ließ sich nicht entfernen. Es wurde nichts geändert."
LangString OF_ANOTHER ${LANG_ENGLISH} "Another program is in this folder. Choose another one. Nothing was changed."
LangString OF_ANOTHER ${LANG_GERMAN} "In diesem Ordner liegt ein anderes Programm. Wählen Sie einen anderen. Es wurde nichts geändert."
LangString WINDOWS_TOO_OLD ${LANG_ENGLISH} "Florin needs Windows 10 (64 bit) or newer."
LangString WINDOWS_TOO_OLD ${LANG_GERMAN} "Florin braucht Windows 10 (64 Bit) oder neuer."
LangString DATA_TITLE ${LANG_ENGLISH} "Your shop's data"
LangString DATA_TITLE ${LANG_GERMAN} "Die Daten Ihres Ladens"
LangString DATA_WHAT ${LANG_ENGLISH} "Payments, settings and keys stay on this computer, unless you say otherwise."
LangString DATA_WHAT ${LANG_GERMAN} "Zahlungen, Einstellungen und Schlüssel bleiben auf diesem Computer, wenn Sie nichts anderes sagen."
LangString DATA_REMOVE ${LANG_ENGLISH} "Delete the shop's data, too. Without a backup it is lost for good."
LangString DATA_REMOVE ${LANG_GERMAN} "Auch die Daten des Ladens löschen. Ohne Sicherung sind sie endgültig verloren."
LangString DATA_WHERE ${LANG_ENGLISH} "They are in this folder:"
LangString DATA_WHERE ${LANG_GERMAN} "Sie liegen in diesem Ordner:"

; ---- whether it runs

; Python's library is loaded by both programs, and what is loaded cannot be opened for writing.
!macro WAIT_UNTIL_CLOSED
  Push $0
  Push $1
  StrCpy $1 0
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${PYTHON_LIBRARY}"
      ${Break}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${PYTHON_LIBRARY}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Silent}
      IntOp $1 $1 + 1
      ${If} $1 > ${WAITS}
        SetErrorLevel ${STILL_OPEN}
        Quit
      ${EndIf}
      Sleep 500
    ${Else}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IS_OPEN)" IDRETRY +3
        SetErrorLevel ${STILL_OPEN}
        Quit
    ${EndIf}
  ${Loop}
  Pop $1
  Pop $0
!macroend

; ---- install

Section "$(PROGRAM)" the_till
  SectionIn RO
  !insertmacro WAIT_UNTIL_CLOSED

  ; each version's own uninstaller knows what it brought
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "InstallLocation"
    ${If} $0 != $INSTDIR
    ${AndIfNot} ${FileExists} "$INSTDIR\florin.exe"
      MessageBox MB_OK|MB_ICONSTOP "$(OF_ANOTHER)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    ExecWait '"$INSTDIR\uninstall.exe" /S /UPDATE _?=$INSTDIR' $0
    ${If} $0 <> 0
      MessageBox MB_OK|MB_ICONSTOP "$(NOT_GONE)" /SD IDOK
      SetErrorLevel $0
      Quit
    ${EndIf}
  ${EndIf}

  !include "${GOODS}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Florin.lnk" "$INSTDIR\florin.exe"

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Florin"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\florin.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The Florin authors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section /o "$(DESKTOP)" the_desktop
  CreateShortcut "$DESKTOP\Florin.lnk" "$INSTDIR\florin.exe"
SectionEnd

Section /o "$(AUTOSTART)" the_autostart
  WriteRegStr HKCU "${RUN_KEY}" "Florin" '"$INSTDIR\florin.exe"'
SectionEnd

; what was chosen before and is not chosen any more
Section "-unchosen"
  ${IfNot} ${SectionIsSelected} ${the_desktop}
    Delete "$DESKTOP\Florin.lnk"
  ${EndIf}
  ${IfNot} ${SectionIsSelected} ${the_autostart}
    DeleteRegValue HKCU "${RUN_KEY}" "Florin"
  ${EndIf}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${the_till} "$(PROGRAM_SAID)"
  !insertmacro MUI_DESCRIPTION_TEXT ${the_desktop} "$(DESKTOP_SAID)"
  !insertmacro MUI_DESCRIPTION_TEXT ${the_autostart} "$(AUTOSTART_SAID)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $0 < 15063 ; 1703, the first with ICU, which Qt needs
    MessageBox MB_OK|MB_ICONSTOP "$(WINDOWS_TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}

  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DESKTOP" $1
  ${IfNot} ${Errors}
  ${OrIf} ${FileExists} "$DESKTOP\Florin.lnk"
    !insertmacro SelectSection ${the_desktop}
  ${EndIf}

  ReadRegStr $2 HKCU "${RUN_KEY}" "Florin"
  ClearErrors
  ${GetOptions} $0 "/AUTOSTART" $1
  ${IfNot} ${Errors}
  ${OrIf} $2 != ""
    !insertmacro SelectSection ${the_autostart}
  ${EndIf}
FunctionEnd

; ---- uninstall

Var removes_data
Var data_box

Function un.onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/REMOVEDATA" $1
  ${IfNot} ${Errors}
    StrCpy $removes_data ${BST_CHECKED}
  ${EndIf}
FunctionEnd

Function un.AskAboutData
  !insertmacro MUI_HEADER_TEXT "$(DATA_TITLE)" "$(DATA_WHAT)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 12u "$(DATA_WHERE)"
  Pop $0
  ${NSD_CreateLabel} 0 13u 100% 12u "$LOCALAPPDATA\florin"
  Pop $0
  ${NSD_CreateCheckbox} 0 34u 100% 12u "$(DATA_REMOVE)"
  Pop $data_box
  ${NSD_SetState} $data_box $removes_data
  nsDialogs::Show
FunctionEnd

Function un.HearAboutData
  ${NSD_GetState} $data_box $removes_data
FunctionEnd

Section "Uninstall"
  !insertmacro WAIT_UNTIL_CLOSED
  SetOutPath "$TEMP"
  !include "${NAMES}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"

  ; an update puts these back itself, and looks at them to know what was chosen
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPDATE" $1
  ${If} ${Errors}
    Delete "$SMPROGRAMS\Florin.lnk"
    Delete "$DESKTOP\Florin.lnk"
    DeleteRegValue HKCU "${RUN_KEY}" "Florin"
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    ${If} $removes_data == ${BST_CHECKED}
      ; Windows' own command removes a junction and leaves alone what it leads to
      nsExec::Exec '"$SYSDIR\cmd.exe" /d /c rmdir /s /q "$LOCALAPPDATA\florin"'
      Pop $0
    ${EndIf}
  ${EndIf}
SectionEnd

# A small installer around deploy/windows/installer.nsh, for wine: the macros run for real, in the order and with the names that
# electron-builder's template gives them. The template itself needs plug-ins that only its publisher offers, and 32-bit Windows.
# Compiled twice, as electron-builder does: with BUILD_UNINSTALLER it makes a program that only writes the uninstaller.
Unicode true
Target amd64-unicode
ManifestSupportedOS all
RequestExecutionLevel user
Name "Plate Courier"
OutFile "${OUT_FILE}"
SilentInstall silent
SilentUnInstall silent

!include LogicLib.nsh
!include FileFunc.nsh
!include WinMessages.nsh
!include MUI2.nsh

# As the template has them, of what electron-builder.yml says.
!define APP_ID "com.platecourier.desktop"
!define APP_PACKAGE_NAME "plate-courier"
!define PRODUCT_NAME "Plate Courier"
!define PRODUCT_FILENAME "Plate Courier"
!define APP_EXECUTABLE_FILENAME "Plate Courier.exe"
!define INSTALL_REGISTRY_KEY "Software\${APP_PACKAGE_NAME}-under-wine"
!define UNINSTALL_FILENAME "Uninstall Plate Courier.exe"
Var installMode

# The template asks a plug-in for these.
!macro hasSwitch NAME TRUE FALSE
  ${GetParameters} $R8
  ClearErrors
  ${GetOptions} $R8 "${NAME}" $R9
  IfErrors `${FALSE}` `${TRUE}`
!macroend
!macro _isUpdated _a _b _t _f
  !insertmacro hasSwitch "--updated" `${_t}` `${_f}`
!macroend
!define isUpdated `"" isUpdated ""`
!macro _isDeleteAppData _a _b _t _f
  !insertmacro hasSwitch "--delete-app-data" `${_t}` `${_f}`
!macroend
!define isDeleteAppData `"" isDeleteAppData ""`

# Whether the program runs is asked through programs that wine has in name only.
!macro IS_POWERSHELL_AVAILABLE
!macroend
!macro _CHECK_APP_RUNNING
!macroend

!addincludedir "${TEMPLATE}/include"
!include "${PROJECT}/deploy/windows/installer.nsh"

!ifmacrodef customPageAfterChangeDir
  !insertmacro customPageAfterChangeDir
!endif
!insertmacro MUI_PAGE_INSTFILES
!ifdef BUILD_UNINSTALLER
  !insertmacro MUI_UNPAGE_INSTFILES
!endif
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SpanishInternational"
!insertmacro MUI_LANGUAGE "PortugueseBR"
LangString uninstallFailed ${LANG_ENGLISH} "failed"
LangString uninstallFailed ${LANG_SPANISHINTERNATIONAL} "failed"
LangString uninstallFailed ${LANG_PORTUGUESEBR} "failed"
!insertmacro customHeader

!macro readInstallMode
  SetRegView 64
  StrCpy $installMode "all"
  SetShellVarContext all
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/currentuser" $R1
  ${ifNot} ${Errors}
    StrCpy $installMode "CurrentUser"
    SetShellVarContext current
  ${endIf}
!macroend

Function .onInit
  !ifdef BUILD_UNINSTALLER
    WriteUninstaller "${UNINSTALLER}"
    SetErrorLevel 0
    Quit
  !else
    !insertmacro readInstallMode
    StrCpy $INSTDIR "$PROGRAMFILES64\Plate Courier"
    ${if} $installMode != "all"
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Plate Courier"
    ${endIf}
    !insertmacro customInit
  !endif
FunctionEnd

Section "install"
  !ifndef BUILD_UNINSTALLER
    !insertmacro customCheckAppRunning
    ClearErrors
    StrCpy $R0 0
    ${if} ${FileExists} "$INSTDIR\${UNINSTALL_FILENAME}"
      CopyFiles /SILENT "$INSTDIR\${UNINSTALL_FILENAME}" "$PLUGINSDIR\old-uninstaller.exe"
      ExecWait '"$PLUGINSDIR\old-uninstaller.exe" /S /$installMode --updated _?=$INSTDIR' $R0
    ${endIf}
    Call handleUninstallResult
    SetOutPath $INSTDIR
    File "/oname=${UNINSTALL_FILENAME}" "${UNINSTALLER}"
    FileOpen $0 "$INSTDIR\${APP_EXECUTABLE_FILENAME}" w
    FileWrite $0 "${VERSION}"
    FileClose $0
    WriteRegStr SHELL_CONTEXT "${INSTALL_REGISTRY_KEY}" InstallLocation "$INSTDIR"
    !insertmacro customInstall
  !endif
SectionEnd

!ifndef BUILD_UNINSTALLER
  Function handleUninstallResult
    !insertmacro customUnInstallCheck
  FunctionEnd
!else
  Function un.onInit
    !insertmacro readInstallMode
  FunctionEnd

  Section "un.install"
    !insertmacro customCheckAppRunning
    !insertmacro customUnInstall
    SetOutPath $TEMP
    RMDir /r $INSTDIR
    DeleteRegKey SHELL_CONTEXT "${INSTALL_REGISTRY_KEY}"
  SectionEnd
!endif

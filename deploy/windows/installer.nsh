# What the installer does beyond electron-builder's template, which includes this file and inserts the macros named custom….
#
# Windows' firewall   A page asks, ticked, whether Windows may let in webhooks for this program on private and domain networks. Only
#                     an installation for all users can: it alone runs as administrator. Silent: /firewall=yes or /firewall=no;
#                     without either, the rule stays as it is. The choice is kept in the registry for the next installation.
# An upgrade          runs the old uninstaller with --updated: it keeps the rule, the start at login or boot, and the data.
# At boot             The receiver that runs before anybody logs in is asked to end in order before its files are exchanged: a file in its
#                     folder, which it takes away before it ends (src/main/desktop/attach/end-request.ts). Then its task is ended, in
#                     case it did not (killed, it would be started again after a minute, in the middle), and started when the new
#                     files are there.
# Uninstalling        takes away the rule, what starts the program by itself, and the cache of updates; asks whether to remove the
#                     data as well. Silent: the data stay, unless --delete-app-data is given.

!define FIREWALL_RULE "Plate Courier"
# Names that the program gives to what starts it: at login (the Run key, by application id) and at boot (a scheduled task).
!define RUN_VALUE "${APP_ID}"
!define BOOT_TASK "\Plate Courier\Receive"

!include "getProcessInfo.nsh"
Var pid

!macro customCheckAppRunning
  # Not through the shell's folders: their context is not set yet.
  ReadEnvStr $0 ProgramData
  StrCpy $0 "$0\${PRODUCT_FILENAME}"
  ${if} ${FileExists} "$0\plate-courier.pid"
    ClearErrors
    FileOpen $1 "$0\end-request" w
    ${ifNot} ${Errors}
      FileClose $1
      # Nobody takes it away where the receiver was killed: then there is nothing to wait for.
      ${ForEach} $1 1 10 + 1
        Sleep 500
        ${ifNot} ${FileExists} "$0\end-request"
          ${ExitFor}
        ${endIf}
      ${Next}
      ${ForEach} $1 1 120 + 1
        ${if} ${FileExists} "$0\end-request"
        ${orIfNot} ${FileExists} "$0\plate-courier.pid"
          ${ExitFor}
        ${endIf}
        Sleep 500
      ${Next}
      Delete "$0\end-request"
    ${endIf}
    ClearErrors
  ${endIf}
  nsExec::Exec `"$SYSDIR\schtasks.exe" /End /TN "${BOOT_TASK}"`
  Pop $0
  !insertmacro IS_POWERSHELL_AVAILABLE
  !insertmacro _CHECK_APP_RUNNING
!macroend

!macro customHeader
  LangString firewallTitle ${LANG_ENGLISH} "Windows Firewall"
  LangString firewallTitle ${LANG_SPANISHINTERNATIONAL} "Firewall de Windows"
  LangString firewallTitle ${LANG_PORTUGUESEBR} "Firewall do Windows"
  LangString firewallSubtitle ${LANG_ENGLISH} "Camera servers post their webhooks to this computer."
  LangString firewallSubtitle ${LANG_SPANISHINTERNATIONAL} "Los servidores de cámaras envían sus webhooks a este equipo."
  LangString firewallSubtitle ${LANG_PORTUGUESEBR} "Os servidores de câmeras enviam seus webhooks a este computador."
  LangString firewallText ${LANG_ENGLISH} "Without a rule, Windows drops what other computers send to Plate Courier. The rule is for this program only, and for networks that Windows calls private or domain networks. It is removed when Plate Courier is uninstalled."
  LangString firewallText ${LANG_SPANISHINTERNATIONAL} "Sin una regla, Windows descarta lo que otros equipos envían a Plate Courier. La regla vale solo para este programa y para las redes que Windows considera privadas o de dominio. Se elimina al desinstalar Plate Courier."
  LangString firewallText ${LANG_PORTUGUESEBR} "Sem uma regra, o Windows descarta o que outros computadores enviam ao Plate Courier. A regra vale apenas para este programa e para as redes que o Windows considera privadas ou de domínio. Ela é removida ao desinstalar o Plate Courier."
  LangString firewallTick ${LANG_ENGLISH} "&Let in webhooks on private and domain networks"
  LangString firewallTick ${LANG_SPANISHINTERNATIONAL} "&Permitir webhooks en redes privadas y de dominio"
  LangString firewallTick ${LANG_PORTUGUESEBR} "&Permitir webhooks em redes privadas e de domínio"
  LangString firewallFailed ${LANG_ENGLISH} "Windows did not take the firewall rule. Plate Courier is installed; open Doctor in Plate Courier for the command that an administrator can run."
  LangString firewallFailed ${LANG_SPANISHINTERNATIONAL} "Windows no aceptó la regla del firewall. Plate Courier está instalado; abra Doctor en Plate Courier para ver la orden que puede ejecutar un administrador."
  LangString firewallFailed ${LANG_PORTUGUESEBR} "O Windows não aceitou a regra do firewall. O Plate Courier está instalado; abra Doctor no Plate Courier para ver o comando que um administrador pode executar."
  LangString removeData ${LANG_ENGLISH} "Remove the data as well?$\r$\n$\r$\nThat is every read, its pictures, the settings and the log of Plate Courier on this computer. It cannot be undone.$\r$\n$\r$\nNo keeps them for a later installation."
  LangString removeData ${LANG_SPANISHINTERNATIONAL} "¿Eliminar también los datos?$\r$\n$\r$\nEs decir, todas las lecturas, sus imágenes, los ajustes y el registro de Plate Courier en este equipo. No se puede deshacer.$\r$\n$\r$\nCon No se conservan para una instalación posterior."
  LangString removeData ${LANG_PORTUGUESEBR} "Remover também os dados?$\r$\n$\r$\nOu seja, todas as leituras, suas imagens, as configurações e o registro do Plate Courier neste computador. Não é possível desfazer.$\r$\n$\r$\nCom Não eles ficam para uma instalação posterior."
!macroend

!ifndef BUILD_UNINSTALLER
  # "yes", "no", or "" where nobody was asked and nothing is known.
  Var firewallWish
  Var firewallBox

  # Before the old version is uninstalled, which deletes the registry's key with the last choice.
  !macro customInit
    ReadRegStr $firewallWish HKLM "${INSTALL_REGISTRY_KEY}" Firewall
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/firewall=" $R1
    ${ifNot} ${Errors}
    ${andIf} $R1 == "yes"
    ${orIf} $R1 == "no"
      StrCpy $firewallWish $R1
    ${endIf}
    ClearErrors
  !macroend

  # The template's own question has no answer for a silent installation: as SYSTEM, which nobody sees, it would stand there for ever.
  !macro customUnInstallCheck
    ${ifNot} ${Errors}
    ${andIf} $R0 != 0
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(uninstallFailed): $R0" /SD IDOK
      SetErrorLevel 2
      Quit
    ${endIf}
  !macroend
  !macro customUnInstallCheckCurrentUser
    !insertmacro customUnInstallCheck
  !macroend

  # The template knows its variables only from here on.
  !macro customPageAfterChangeDir
    Page custom firewallPage firewallPageLeave

    Function firewallPage
      ${if} $installMode != "all"
      ${orIf} ${isUpdated}
        Abort
      ${endIf}
      !insertmacro MUI_HEADER_TEXT "$(firewallTitle)" "$(firewallSubtitle)"
      nsDialogs::Create 1018
      Pop $0
      ${NSD_CreateLabel} 0u 0u 300u 50u "$(firewallText)"
      Pop $0
      ${NSD_CreateCheckBox} 0u 58u 300u 12u "$(firewallTick)"
      Pop $firewallBox
      ${if} $firewallWish != "no"
        ${NSD_Check} $firewallBox
      ${endIf}
      ${NSD_SetFocus} $firewallBox
      nsDialogs::Show
    FunctionEnd

    Function firewallPageLeave
      ${NSD_GetState} $firewallBox $0
      ${if} $0 == ${BST_CHECKED}
        StrCpy $firewallWish "yes"
      ${else}
        StrCpy $firewallWish "no"
      ${endIf}
    FunctionEnd
  !macroend

  !macro customInstall
    ${if} $installMode == "all"
    ${andIf} $firewallWish != ""
      ${if} $firewallWish == "yes"
        # By name: also one for an earlier folder, and the one that blocks for good since somebody pressed Cancel when Windows asked.
        nsExec::Exec `"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${FIREWALL_RULE}" dir=in`
        Pop $0
        nsExec::Exec `"$SYSDIR\netsh.exe" advfirewall firewall add rule name="${FIREWALL_RULE}" dir=in action=allow program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" protocol=TCP profile=private,domain enable=yes`
        Pop $0
        ${if} $0 != 0
          MessageBox MB_OK|MB_ICONEXCLAMATION "$(firewallFailed)" /SD IDOK
        ${endIf}
      ${else}
        # Only the installer's own: what an administrator allowed by hand is not this page's business.
        nsExec::Exec `"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${FIREWALL_RULE}" dir=in program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"`
        Pop $0
      ${endIf}
      WriteRegStr HKLM "${INSTALL_REGISTRY_KEY}" Firewall $firewallWish
    ${endIf}
    ${if} $installMode == "all"
      # Fails where there is no such task, which is most often.
      nsExec::Exec `"$SYSDIR\schtasks.exe" /Run /TN "${BOOT_TASK}"`
      Pop $0
    ${endIf}
  !macroend
!endif

!ifdef BUILD_UNINSTALLER
  # Everything but the data: an upgrade comes by here too, and keeps all of it.
  !macro customUnInstall
    ${ifNot} ${isUpdated}
      ${if} $installMode == "all"
        nsExec::Exec `"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${FIREWALL_RULE}" dir=in`
        Pop $0
        nsExec::Exec `"$SYSDIR\schtasks.exe" /Delete /TN "${BOOT_TASK}" /F`
        Pop $0
      ${endIf}
      DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${RUN_VALUE}"
      DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${RUN_VALUE}"

      # The installer leaves a copy of itself there, for updates that load only what changed.
      SetShellVarContext current
      RMDir /r "$LOCALAPPDATA\${APP_PACKAGE_NAME}-updater"

      StrCpy $R0 "no"
      ${if} ${isDeleteAppData}
        StrCpy $R0 "yes"
      ${else}
        MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(removeData)" /SD IDNO IDNO keepData
        StrCpy $R0 "yes"
        keepData:
      ${endIf}
      ${if} $R0 == "yes"
        RMDir /r "$LOCALAPPDATA\${PRODUCT_FILENAME}"
        ${if} $installMode == "all"
          SetShellVarContext all
          # In this context it is %ProgramData%: the data of a start at boot.
          RMDir /r "$APPDATA\${PRODUCT_FILENAME}"
        ${endIf}
      ${elseIf} $installMode == "all"
        # The sign that a receiver runs from the start of the computer: without one, the next installation would wait for it.
        SetShellVarContext all
        RMDir /r "$APPDATA\${PRODUCT_FILENAME}\attach"
      ${endIf}
      ${if} $installMode == "all"
        SetShellVarContext all
      ${endIf}
    ${endIf}
  !macroend
!endif

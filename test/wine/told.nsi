# Stands for a program of Windows' that wine has in name only: writes down how it was called.
Unicode true
Target amd64-unicode
RequestExecutionLevel user
Name "told"
OutFile "${OUT_FILE}"
SilentInstall silent
Section
  System::Call "kernel32::GetCommandLine() t.r0"
  FileOpen $1 "C:\told.txt" a
  FileSeek $1 0 END
  FileWriteUTF16LE $1 "$0$\n"
  FileClose $1
  # One that has to fail is told so by a file of its own name.
  IfFileExists "C:\$EXEFILE fails" 0 +2
    SetErrorLevel 1
SectionEnd

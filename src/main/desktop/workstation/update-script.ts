/**
 * The PowerShell script with which an administrator agrees to an update that somebody at a window took for the receiver in the
 * background (boot-scripts.ts tells how such scripts are). In the user's own folder, any program of theirs could exchange the installer
 * between our check and its start: so it is copied to where only administrators write, and held against the signed hash there.
 *
 * agreed -> copied, checked -> the window's process has ended -> the installer: it asks the receiver to end in order, installs, starts the
 * task and, as the user, the window again. Where a step fails, the window is started again by the shell, as the user, with what was there.
 */

import type { SignedFile } from "../../updates/statement.ts";
import { quoted, refused, systemProgram } from "./boot-scripts.ts";
import { encoded } from "./elevated.ts";

export interface UpdateOrder {
  /** The downloaded installer. */
  path: string;
  file: Pick<SignedFile, "bytes" | "sha512">;
  /** The window's process, and its program. */
  pid: number;
  program: string;
}

export function updateScript({ path, file, pid, program }: UpdateOrder): string {
  const hash = Buffer.from(file.sha512, "base64").toString("hex").toUpperCase();
  return `$ErrorActionPreference = 'Stop'
$folder = Join-Path ([Environment]::GetFolderPath('ProgramFiles')) 'Plate Courier Update'
$code = 0
try {
  if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
  New-Item -ItemType Directory -Path $folder | Out-Null
  $setup = Join-Path $folder 'setup.exe'
  Copy-Item -LiteralPath ${quoted(path)} -Destination $setup
  if ((Get-Item -LiteralPath $setup).Length -ne ${file.bytes}) { throw 'size' }
  if ((Get-FileHash -LiteralPath $setup -Algorithm SHA512).Hash -ne '${hash}') { throw 'hash' }
  Wait-Process -Id ${pid} -Timeout 60 -ErrorAction SilentlyContinue
  $run = Start-Process -FilePath $setup -ArgumentList '--updated','/S','--force-run' -PassThru -Wait
  if ($run.ExitCode -ne 0) { throw 'setup' }
} catch {
  $code = 1
  Wait-Process -Id ${pid} -Timeout 60 -ErrorAction SilentlyContinue
  & (Join-Path ([Environment]::GetFolderPath('Windows')) 'explorer.exe') ${quoted(program)}
}
Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
exit $code`;
}

/** Asks Windows to run a script as an administrator, and ends as soon as somebody agreed (0) or did not. */
export function beginningScript(script: string): string {
  const words = ["-NoProfile", "-NonInteractive", "-EncodedCommand", encoded(script)];
  return `try {
  Start-Process -FilePath ${systemProgram("WindowsPowerShell\\v1.0\\powershell.exe")} -Verb RunAs -WindowStyle Hidden -ArgumentList ${words.map((word) => `'${word}'`).join(",")}
  exit 0
} catch { exit ${refused} }`;
}

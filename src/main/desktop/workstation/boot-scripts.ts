/**
 * The PowerShell scripts that an administrator agrees to. Each is one piece of text that ends with an exit code
 * (problemOf); nothing else comes back from an elevated process, because a file that it wrote for us could be anybody's.
 *
 * on   makes and protects the folder (attach/ in it is the sign for the application to end), waits for the application to end,
 *      sets older data that was kept there aside, moves the data, registers the task and starts it. Where a step fails, the sign and the task go and the data stays where
 *      it was: the application then starts as before.
 * off  asks the receiver to end in order (end-request.ts), stops and removes the task, moves the data back to the user's folder, and takes the sign away.
 */
import { win32 } from "node:path";
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import { endRequestName } from "../attach/end-request.ts";
import { accessLists, type BootTask, taskName, taskPath, taskXml } from "./boot-task.ts";

export interface Move {
  /** The user's own data folder. */
  userFolder: string;
  /** The process that holds the data and is waited for. */
  pid: number;
}

const codes = { folder: 10, access: 11, data: 12, task: 13 } as const;

/** Text as PowerShell takes it literally. */
export const quoted = (text: string): string => `'${text.replaceAll(/['‘’‚‛]/g, "$&$&")}'`;

/**
 * A program of Windows' own, by its full path: what runs as an administrator must not be looked for, neither in a working folder nor along a
 * PATH or a SystemRoot that the user's own environment may have changed.
 */
export const systemProgram = (path: string): string => `([Environment]::SystemDirectory + '\\${path}')`;

/** What robocopy leaves out: who is attached, and the profile of the program that ran there. */
const notMoved = ["attach", "profile"];

const database = (folder: string) => quoted(win32.join(folder, "plate-courier.db"));

/** An uninstall keeps the data on request, and a move makes `to` a mirror of `from`: what was kept there gets a name of its own first. */
function setAside(from: string, to: string): string {
  return `if ((Test-Path -LiteralPath ${database(from)}) -and (Test-Path -LiteralPath ${database(to)})) {
    Rename-Item -LiteralPath ${quoted(to)} -NewName (${quoted(`${win32.basename(to)} kept `)} + (Get-Date -Format 'yyyy-MM-dd HHmmss'))
  }`;
}

function moveData(from: string, to: string): string {
  return `if (Test-Path -LiteralPath ${quoted(from)}) {
    & ${systemProgram("robocopy.exe")} ${quoted(from)} ${quoted(to)} /MIR /R:2 /W:2 /NFL /NDL /NJH /NJS /NP /XD ${notMoved.map(quoted).join(" ")} | Out-Null
    if ($LASTEXITCODE -ge 8) { throw 'robocopy' }
  }`;
}

export function scriptOn(task: BootTask, { userFolder, pid }: Move): string {
  const { dataDir } = task;
  const attach = win32.join(dataDir, "attach");
  const lists = accessLists(dataDir).map(
    (words) =>
      `& ${systemProgram("icacls.exe")} ${words.map(quoted).join(" ")} | Out-Null\n  if ($LASTEXITCODE -ne 0) { throw 'icacls' }`,
  );
  return `$ErrorActionPreference = 'Stop'
$step = ${codes.folder}
try {
  ${setAside(userFolder, dataDir)}
  New-Item -ItemType Directory -Force -Path ${quoted(dataDir)} | Out-Null
  if ((Get-Item -LiteralPath ${quoted(dataDir)} -Force).Attributes -band [IO.FileAttributes]::ReparsePoint) { throw 'link' }
  Remove-Item -LiteralPath ${quoted(attach)} -Recurse -Force -ErrorAction SilentlyContinue
  New-Item -ItemType Directory -Force -Path ${quoted(attach)} | Out-Null
  $step = ${codes.access}
  ${lists.join("\n  ")}
  $step = ${codes.data}
  Wait-Process -Id ${pid} -Timeout 120 -ErrorAction SilentlyContinue
  ${moveData(userFolder, dataDir)}
  $step = ${codes.task}
  Register-ScheduledTask -TaskPath ${quoted(taskPath)} -TaskName ${quoted(taskName)} -Xml ${quoted(taskXml(task))} -Force | Out-Null
  Start-ScheduledTask -TaskPath ${quoted(taskPath)} -TaskName ${quoted(taskName)}
  Remove-Item -LiteralPath ${quoted(userFolder)} -Recurse -Force -ErrorAction SilentlyContinue
  exit 0
} catch {
  Unregister-ScheduledTask -TaskPath ${quoted(taskPath)} -TaskName ${quoted(taskName)} -Confirm:$false -ErrorAction SilentlyContinue
  Remove-Item -LiteralPath ${quoted(attach)} -Recurse -Force -ErrorAction SilentlyContinue
  exit $step
}`;
}

/** Where nobody takes the request away, nobody is there who could end. */
function askToEnd(dataDir: string): string {
  const request = quoted(win32.join(dataDir, endRequestName));
  const holder = quoted(win32.join(dataDir, "plate-courier.pid"));
  return `if (Test-Path -LiteralPath ${holder}) {
      New-Item -ItemType File -Force -Path ${request} | Out-Null
      for ($i = 0; $i -lt 10 -and (Test-Path -LiteralPath ${request}); $i++) { Start-Sleep -Milliseconds 500 }
      for ($i = 0; $i -lt 120 -and -not (Test-Path -LiteralPath ${request}) -and (Test-Path -LiteralPath ${holder}); $i++) { Start-Sleep -Milliseconds 500 }
      Remove-Item -LiteralPath ${request} -Force -ErrorAction SilentlyContinue
    }`;
}

/** Here the application that is asked only shows the receiver; what holds the data is the task's own process. */
export function scriptOff({ dataDir }: Pick<BootTask, "dataDir">, { userFolder }: Pick<Move, "userFolder">): string {
  return `$ErrorActionPreference = 'Stop'
$step = ${codes.task}
try {
  $task = Get-ScheduledTask -TaskPath ${quoted(taskPath)} -TaskName ${quoted(taskName)} -ErrorAction SilentlyContinue
  if ($task) {
    ${askToEnd(dataDir)}
    $task | Stop-ScheduledTask
    $task | Unregister-ScheduledTask -Confirm:$false
  }
  $holder = Join-Path ${quoted(dataDir)} 'plate-courier.pid'
  if (Test-Path -LiteralPath $holder) {
    Wait-Process -Id ([int](Get-Content -LiteralPath $holder -Raw)) -Timeout 30 -ErrorAction SilentlyContinue
  }
  $step = ${codes.data}
  ${setAside(dataDir, userFolder)}
  ${moveData(dataDir, userFolder)}
  Remove-Item -LiteralPath ${quoted(dataDir)} -Recurse -Force -ErrorAction SilentlyContinue
  Remove-Item -LiteralPath ${quoted(win32.join(dataDir, "attach"))} -Recurse -Force -ErrorAction SilentlyContinue
  exit 0
} catch { exit $step }`;
}

/** What an exit code says, in the operator's words; null: it worked. */
export function problemOf(code: number): Phrase | null {
  switch (code) {
    case 0:
      return null;
    case refused:
      return phrase("console.nobodyAgreed");
    case codes.folder:
      return phrase("console.noFolder", { folder: "C:\\ProgramData\\Plate Courier" });
    case codes.access:
      return phrase("console.noProtection");
    case codes.data:
      return phrase("console.notMoved");
    case codes.task:
      return phrase("console.noTask");
    default:
      return phrase("console.windowsRefused", { code });
  }
}

/** Windows' own code for a question that was answered with no. */
export const refused = 1223;

/**
 * What Windows is told so that the receiver runs before anybody logs in: a scheduled task, a folder for its data, and who may
 * do what there. All of it is text, made here and run elsewhere (elevated.ts), so that it can be read and tested.
 *
 * The task runs as LOCAL SERVICE, which has fewer rights than any person on the computer. Its folder lets in that account,
 * Windows itself and administrators, and nobody else; attach/ in it may also be read by whoever is logged in at the computer
 * (INTERACTIVE): there is the file with the port and the token of its console.
 */
import { win32 } from "node:path";

const system = "*S-1-5-18";
const localService = "S-1-5-19";
const administrators = "*S-1-5-32-544";
const interactive = "*S-1-5-4";

export const taskPath = "\\Plate Courier\\";
export const taskName = "Receive";

/** The folder of a receiver that serves everybody on the computer; null where the system has no such thing. */
export function machineFolder(platform: NodeJS.Platform, env: Record<string, string | undefined>): string | null {
  return platform === "win32" ? win32.join(env.ProgramData ?? "C:\\ProgramData", "Plate Courier") : null;
}

export interface BootTask {
  /** The program's own file. */
  program: string;
  dataDir: string;
}

/**
 * The task in the Task Scheduler's own form (version 1.4, Windows 10 on). 255 is the most restarts that its schema knows: Count is one byte
 * there, whatever its window lets a person type.
 */
export function taskXml({ program, dataDir }: BootTask): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.4" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Author>Plate Courier</Author>
    <Description>Receives license plate webhooks from the start of the computer on. Made and removed in the settings of Plate Courier.</Description>
    <URI>${escaped(taskPath + taskName)}</URI>
  </RegistrationInfo>
  <Triggers>
    <BootTrigger><Enabled>true</Enabled></BootTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author"><UserId>${localService}</UserId><RunLevel>LeastPrivilege</RunLevel></Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>5</Priority>
    <RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${escaped(program)}</Command>
      <Arguments>${escaped(`--background --data-dir ${argument(dataDir)}`)}</Arguments>
    </Exec>
  </Actions>
</Task>`;
}

/**
 * The calls of icacls.exe for the folder, in order. The owner comes first: any user may make a folder in ProgramData, and an
 * owner could give the rights back to themselves.
 */
export function accessLists(dataDir: string): string[][] {
  const attach = win32.join(dataDir, "attach");
  const all = (who: string, right: string) => `${who}:(OI)(CI)${right}`;
  return [
    [dataDir, "/setowner", administrators, "/T", "/C", "/Q"],
    [dataDir, "/reset", "/T", "/C", "/Q"],
    [...[dataDir, "/inheritance:r", "/grant:r", all(system, "F"), all(administrators, "F"), all(`*${localService}`, "M"), "/Q"]],
    [attach, "/grant", all(interactive, "RX"), "/Q"],
  ];
}

/** One word of a Windows command line: quoted, and a backslash at its end doubled, which would else escape the quote. */
export function argument(word: string): string {
  return `"${word.replaceAll('"', "").replace(/\\+$/, (slashes) => slashes + slashes)}"`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

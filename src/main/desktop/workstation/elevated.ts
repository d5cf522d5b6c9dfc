import { spawn } from "node:child_process";
import { refused, systemProgram } from "./boot-scripts.ts";

/** PowerShell's form of a script on a command line: UTF-16, little end first, as base64. */
export const encoded = (script: string): string => Buffer.from(script, "utf16le").toString("base64");

/**
 * The script that asks Windows to run another one as an administrator, waits for it, and ends with its exit code. Saying no to
 * the question is an error of Start-Process. One line without double quotes, so that it passes as one argument as it is: encoded a second
 * time it would be near the 32,767 characters that a command line may have.
 */
export function askingScript(script: string): string {
  const words = ["-NoProfile", "-NonInteractive", "-EncodedCommand", encoded(script)];
  const list = words.map((word) => `'${word}'`).join(",");
  const shell = systemProgram("WindowsPowerShell\\v1.0\\powershell.exe");
  const start = `Start-Process -FilePath ${shell} -Verb RunAs -WindowStyle Hidden -PassThru -Wait -ArgumentList ${list}`;
  return `try { $asked = ${start}; exit $asked.ExitCode } catch { exit ${refused} }`;
}

/** Runs a script as an administrator; Windows asks the person at the computer. Resolves with its exit code. */
export const runElevated = (script: string): Promise<number> => powerShell(["-Command", askingScript(script)]);

/** Runs a script as this user. Resolves with its exit code. */
export const runPowerShell = (script: string): Promise<number> => powerShell(["-EncodedCommand", encoded(script)]);

function powerShell(words: readonly string[]): Promise<number> {
  // By full path, so that a program of the same name in the working folder is not run.
  const shell = `${process.env.SystemRoot ?? "C:\\Windows"}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  return new Promise((resolve, reject) => {
    const child = spawn(shell, ["-NoProfile", "-NonInteractive", ...words], { stdio: "ignore", windowsHide: true });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? -1));
  });
}

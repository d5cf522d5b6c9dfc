import { spawn } from "node:child_process";
import { refused } from "./boot-scripts.ts";

/** PowerShell's form of a script on a command line: UTF-16, little end first, as base64. */
export const encoded = (script: string): string => Buffer.from(script, "utf16le").toString("base64");

/**
 * The script that asks Windows to run another one as an administrator, waits for it, and ends with its exit code. Saying no to
 * the question is an error of Start-Process.
 */
export function askingScript(script: string): string {
  const words = ["-NoProfile", "-NonInteractive", "-EncodedCommand", encoded(script)];
  return `try {
  $asked = Start-Process -FilePath powershell.exe -Verb RunAs -WindowStyle Hidden -PassThru -Wait -ArgumentList ${words.map((word) => `'${word}'`).join(",")}
  exit $asked.ExitCode
} catch { exit ${refused} }`;
}

/** Runs a script as an administrator; Windows asks the person at the computer. Resolves with its exit code. */
export const runElevated = (script: string): Promise<number> => runPowerShell(askingScript(script));

/** Runs a script as this user. Resolves with its exit code. */
export function runPowerShell(script: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const words = ["-NoProfile", "-NonInteractive", "-EncodedCommand", encoded(script)];
    const child = spawn("powershell.exe", words, { stdio: "ignore", windowsHide: true });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? -1));
  });
}

import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { listeningInodes, lsofHolder, netstatPid, type PortHolder, tasklistName } from "./port-holder-text.ts";

/** Finds out which program listens on a TCP port; null where the system does not say. Never rejects. */
export async function findPortHolder(port: number, platform: NodeJS.Platform = process.platform): Promise<PortHolder | null> {
  try {
    if (platform === "linux") return await onLinux(port);
    if (platform === "win32") return await onWindows(port);
    if (platform === "darwin")
      return lsofHolder(await output("/usr/sbin/lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"]));
    return null;
  } catch {
    // It is a courtesy: without it the message says "another program".
    return null;
  }
}

/** The kernel tells the socket's inode; the process is the one that has "socket:[inode]" open. */
async function onLinux(port: number): Promise<PortHolder | null> {
  const tables = await Promise.all(["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "utf8").catch(() => "")));
  const sockets = new Set(tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`));
  if (sockets.size === 0) return null;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    // Processes of other accounts cannot be looked into: they are passed over.
    for (const open of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const target = await readlink(`/proc/${pid}/fd/${open}`).catch(() => "");
      if (sockets.has(target)) return { pid: Number(pid), name: (await readFile(`/proc/${pid}/comm`, "utf8")).trim() || null };
    }
  }
  return null;
}

async function onWindows(port: number): Promise<PortHolder | null> {
  // By full path, so that a program of the same name in the working folder is not run.
  const system = `${process.env.SystemRoot ?? "C:\\Windows"}\\System32`;
  for (const protocol of ["tcp", "tcpv6"]) {
    const pid = netstatPid(await output(`${system}\\netstat.exe`, ["-ano", "-p", protocol]), port);
    if (pid === null) continue;
    const list = await output(`${system}\\tasklist.exe`, ["/fi", `pid eq ${pid}`, "/fo", "csv", "/nh"]).catch(() => "");
    return { pid, name: tasklistName(list, pid) };
  }
  return null;
}

function output(file: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { timeout: 5000, windowsHide: true, maxBuffer: 4 * 1024 * 1024 }, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout);
    });
  });
}

/** What the systems' own tools say about who listens on a port, read from their text. Pure. */
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";

/** A program that holds a port; the name may be unknown where another account runs it. */
export interface PortHolder {
  pid: number | null;
  name: string | null;
}

/** The inodes of sockets that listen on a port, from the text of /proc/net/tcp or tcp6. State 0A is LISTEN. */
export function listeningInodes(procNetTcp: string, port: number): string[] {
  const ending = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return procNetTcp.split("\n").flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    return local?.endsWith(ending) && state === "0A" && inode && inode !== "0" ? [inode] : [];
  });
}

/**
 * The process that listens on a port, from `netstat -ano -p tcp`. The state's word is translated on Windows, so a listener is
 * known by its remote address, which has port 0.
 */
export function netstatPid(text: string, port: number): number | null {
  for (const line of text.split(/\r?\n/)) {
    const columns = line.trim().split(/\s+/);
    const [protocol, local, remote] = columns;
    if (protocol?.toUpperCase() !== "TCP" || !local?.endsWith(`:${port}`) || !remote?.endsWith(":0")) continue;
    const pid = Number(columns.at(-1));
    if (Number.isInteger(pid) && pid >= 0) return pid;
  }
  return null;
}

/** The program's name, from `tasklist /fi "pid eq N" /fo csv /nh`: "nginx.exe","812","Services","0","9,120 K". */
export function tasklistName(csv: string, pid: number): string | null {
  for (const line of csv.split(/\r?\n/)) {
    const match = /^"([^"]+)","(\d+)"/.exec(line.trim());
    if (match?.[1] && Number(match[2]) === pid) return match[1];
  }
  return null;
}

/** The first process in the field output of `lsof -nP -iTCP:PORT -sTCP:LISTEN -Fpc`: lines "p812" and "cnginx". */
export function lsofHolder(text: string): PortHolder | null {
  const pid = /^p(\d+)$/m.exec(text)?.[1];
  return pid === undefined ? null : { pid: Number(pid), name: /^c(.+)$/m.exec(text)?.[1] ?? null };
}

/** "nginx (process 812)", as far as it is known. */
export function holderWords(holder: PortHolder | null): Phrase {
  const { pid, name } = holder ?? { pid: null, name: null };
  if (pid === null) return name === null ? phrase("listening.holderUnknown") : phrase("listening.holderNamed", { name });
  return name === null ? phrase("listening.holderNumber", { pid }) : phrase("listening.holder", { name, pid });
}

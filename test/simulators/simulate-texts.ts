/** What `npm run simulate` prints besides its lines about requests. */
import { failureWords, type RunningSimulator, type Simulator } from "./simulator.ts";

export const keys = "Type: fail 503, fail reset, fail half, fail silent, recover, quit. Ctrl+C ends it.";

const table = (rows: readonly (readonly [string, string])[]) => {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, text]) => `  ${name.padEnd(width)}${text}`).join("\n");
};

/** All there are, and how to run one. */
export function simulatorTable(simulators: readonly Simulator[]): string {
  return `Strict stand-ins for what plates are delivered to. Each refuses what the vendor would refuse.

${table(simulators.map(({ type, summary }) => [type, summary]))}

  npm run simulate -- <type> --port 7001     run one; without --port on a free port
  npm run simulate -- <type> --help          its switches`;
}

/** Everything that can be said to one simulator. */
export function helpFor({ type, summary, switches }: Simulator): string {
  const own = Object.entries(switches).map(([name, { says, initial, values }]): [string, string] => [
    `--${name} ${values ? values.join("|") : "TEXT"}`,
    `${says} (${initial})`,
  ]);
  const rows: [string, string][] = [
    ["--port P", "where it listens, on this machine only (a free port)"],
    ["--tls", "speaks HTTPS with a fresh self-signed certificate"],
    ["--fail HOW", `fails from the start: ${failureWords}`],
    ...own,
  ];
  return `npm run simulate -- ${type} [options]: stands for ${summary}.

${table(rows)}

While it runs: ${keys}`;
}

/** Where it listens, and the settings of a destination that works with it: to type in, and as a settings file. */
export function whatToEnter(
  simulator: Simulator,
  { url, settings, hint, fingerprint }: RunningSimulator & { fingerprint: string | null },
): string {
  const all = fingerprint === null ? settings : { ...settings, certificateSha256: fingerprint };
  const rows = Object.entries(all).map(([key, value]): [string, string] => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const file = { destinations: [{ name: `Simulated ${simulator.type}`, forwarder: simulator.type, settings: all }] };
  return `Stands for ${simulator.summary}, at ${url}

Enter in Plate Courier (all of it is made up):
${table(rows)}
${hint === undefined ? "" : `  ${hint}\n`}
Or import this with --settings FILE:
  ${JSON.stringify(file)}

${keys}
`;
}

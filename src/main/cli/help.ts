import { exportHelp } from "./export/help.ts";

/** What `plate-courier help [command]` prints. */
export const commands = ["serve", "export", "send", "check", "diagnostics", "help"] as const;
export type CommandName = (typeof commands)[number];

const overview = `Plate Courier receives license plate webhooks from Plate Recognizer Stream and Snapshot,
keeps every one of them, and delivers them to video management systems and services.

  plate-courier serve              receive, keep, show and deliver until stopped
  plate-courier export WHAT        print reads, deliveries or events as JSON lines or CSV, or write them and images as ZIP
  plate-courier send URL           post test webhooks, as the provider's webhook tester does
  plate-courier check NAME         test the destination with this name
  plate-courier diagnostics        print what support needs, without secrets and plates
  plate-courier help COMMAND       more about a command
  plate-courier --version

The data folder is --data-dir, else PLATE_COURIER_DATA, else the platform's own.
The desktop application has options of its own, for its window, for starting with the computer and for attaching to a
receiver that runs already: its --help tells of them.`;

const texts: Record<CommandName, string> = {
  help: overview,
  serve: `plate-courier serve [options]

  --data-dir D        folder of settings, database and images
  --host H            address to receive webhooks on (default: as in the settings, at first 0.0.0.0)
  --port P            port to receive webhooks on (default: as in the settings, at first 8001; 0 picks a free one)
  --console-host H    address of the console (default 127.0.0.1: only this machine)
  --console-port P    port of the console (default 8010; 0 picks a free one)
  --console-name N    a further name under which browsers may ask for the console; may be repeated
  --settings FILE     import settings from a JSON file, and keep them
  --ready-file FILE   write where it listens as JSON, once it does

Environment: PLATE_COURIER_DATA (data folder), PLATE_COURIER_KEY (key of the secrets, 32 bytes as base64 or hex, instead of
the file secret.key), PLATE_COURIER_CONSOLE_TOKEN (instead of the file console-token),
PLATE_COURIER_SETTINGS_PASSPHRASE (opens a settings file that was exported with a passphrase).
Stop it with SIGTERM or Ctrl+C; a second one stops it at once.`,
  export: exportHelp,
  send: `plate-courier send URL [options]

  --token T           sent as "Authorization: Token T"
  --camera C          camera id (default: camera-1)
  --plate P           plate (default: a new one each time)
  --region R          region code (default: us-ca)
  --timestamp T       when it was seen (default: now)
  --image FILE        picture to send (default: a drawn one that shows the plate)
  --count N           how many (default 1)
  --rate R            how many a second (default: one after the other)`,
  check: `plate-courier check NAME [--data-dir D]

Runs the test of the destination with this name and prints what it said. Exit code 0: it works; 1: it does not.`,
  diagnostics: `plate-courier diagnostics [--data-dir D] [--out FILE]

Prints, or writes to a file, what support needs: versions, settings without secrets, counts, the last errors and the end of the
log. Plates are replaced by [plate 1] and so on. Works while the receiver runs, and changes nothing.`,
};

/** The text for a command, or the overview. */
export function helpText(command: string | undefined): string {
  const known = commands.find((name) => name === command);
  return known ? texts[known] : overview;
}

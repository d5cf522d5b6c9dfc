/** Opens the socket that the settings ask for, and says in the operator's words why that cannot be done. */
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { ReceiverSettings, SecretBox } from "../../shared/settings.ts";
import { type Intake, type IntakeHandlers, NotOpened, openIntake } from "./intake/intake.ts";
import type { IntakeSettings } from "./intake/messages.ts";
import { findPortHolder } from "./port-holder.ts";
import { holderWords } from "./port-holder-text.ts";
import { ListenProblem, loadTls } from "./tls-files.ts";

/** Listens as the settings say. Rejects with a ListenProblem where they, or the machine, are the reason that it cannot. */
export async function listen(
  settings: ReceiverSettings,
  secrets: Pick<SecretBox, "decrypt">,
  handlers: IntakeHandlers,
  file?: string,
): Promise<Intake> {
  const { host, port } = settings;
  const tls = settings.tls && (await loadTls(settings.tls, secrets));
  try {
    return await openIntake({ host, port, tls }, intakeSettings(settings), handlers, file);
  } catch (error) {
    throw error instanceof NotOpened ? new ListenProblem(await listenWords(error.code, host, port)) : error;
  }
}

/** What the thread is told of the settings: no more than it asks. */
export function intakeSettings({ requireToken, sources, maxBodyBytes, maxJsonBytes }: ReceiverSettings): IntakeSettings {
  return { requireToken, sources, maxBodyBytes, maxJsonBytes };
}

/** Why listening failed and what to do about it. */
async function listenWords(code: string | null, host: string, port: number): Promise<Phrase> {
  switch (code) {
    case "EADDRINUSE":
      return phrase("listening.portTaken", { port, holder: holderWords(await findPortHolder(port)) });
    case "EACCES":
      return phrase("listening.portRefused", { port });
    case "EADDRNOTAVAIL":
      return phrase("listening.noSuchAddress", { host });
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return phrase("listening.nameWithoutAddress", { host });
    case "EAFNOSUPPORT":
      return phrase("listening.otherFamily", { host });
    default:
      return code === null ? phrase("listening.failedUnknown", { host, port }) : phrase("listening.failed", { host, port, code });
  }
}

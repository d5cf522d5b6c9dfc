import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { messageFormat, messageVersion } from "../../shared/queue-format.ts";
import { QueueMessage } from "../../shared/queue-message.ts";

/** newer: a later version of the format, which a later Plate Courier will understand. poison: nobody will. */
export type MessageReading = { message: QueueMessage } | { newer: number } | { poison: Phrase };

/** Reads the text of a queue's message. Never throws. */
export function readMessage(text: string): MessageReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { poison: phrase("webhook.messageNoJson") };
  }
  if (typeof json !== "object" || json === null || !("format" in json) || json.format !== messageFormat)
    return { poison: phrase("webhook.messageOther", { format: messageFormat }) };
  if ("version" in json && typeof json.version === "number" && json.version > messageVersion) return { newer: json.version };
  const parsed = QueueMessage.safeParse(json);
  if (parsed.success) return { message: parsed.data };
  const issue = parsed.error.issues[0];
  const place = issue?.path.join(".") ?? "";
  const said = issue?.message ?? "not valid";
  return {
    poison: place === "" ? phrase("webhook.messageDamagedWhole", { said }) : phrase("webhook.messageDamaged", { place, said }),
  };
}

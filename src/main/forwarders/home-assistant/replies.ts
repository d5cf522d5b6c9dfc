/** What comes back from the button "Save name…" on a phone. */
import { z } from "zod";
import { entryLimits } from "../../../shared/plate-list.ts";
import type { Ask } from "./ask-ids.ts";

export interface Reply {
  /** Of the notification's button; recognises a second answer to it. */
  id: string;
  ask: Ask;
  /** As it is put into the list: one line, not empty. */
  name: string;
}

const pressed = z.looseObject({
  action: z.string(),
  reply_text: z.string(),
  action_data: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/**
 * The reply in the data of a mobile_app_notification_action; null for what is none of ours, and for an empty one. Both apps tell the
 * action by its id. One that answers with "REPLY" instead (how iOS names a text input of its own) is recognised by what it
 * echoes: iOS the notification's action_data, Android its data field by field.
 */
export function replyIn(data: unknown, read: (id: string) => Ask | null): Reply | null {
  const parsed = pressed.safeParse(data).data;
  if (!parsed) return null;
  const name = oneLine(parsed.reply_text);
  if (name === "") return null;
  const echoed = [...Object.values(parsed.action_data ?? {}), ...Object.values(parsed)];
  const ids = parsed.action === "REPLY" ? echoed : [parsed.action];
  for (const id of ids) {
    const ask = typeof id === "string" ? read(id) : null;
    if (ask) return { id: String(id), ask, name };
  }
  return null;
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd\s]+/gu, " ")
    .trim()
    .slice(0, entryLimits.name);
}

/**
 * Hears the replies to "Save name…" and puts the names into the plate list. Whoever answers first decides: an id is used up by
 * its first reply that could be saved. The notification is then replaced on every phone by what was saved, so that nobody else
 * answers it, and its sender sees that it worked.
 */
import { DeliveryError } from "../forwarder.ts";
import { askIds } from "./ask-ids.ts";
import { openLink } from "./link.ts";
import { type Reply, replyIn } from "./replies.ts";
import { homeAssistant, withToken } from "./rest.ts";
import type { Context } from "./settings.ts";

/** Ids expire after a day; nobody answers this many in one. */
const mostUsed = 5000;

export const replyEvent = "mobile_app_notification_action";

/** Whether anything that is sent out with these settings can be answered. */
export const asksForNames = ({ askName, nameList, notify }: Context["settings"]): boolean =>
  askName && nameList !== "" && notify.length > 0;

/**
 * Calls `ready` once replies are heard. Resolves when there is nothing to hear or the signal aborts; throws a DeliveryError when the
 * connection is lost.
 */
export async function listenForNames(context: Context, ready: () => void): Promise<void> {
  const { settings, signal } = context;
  if (!asksForNames(settings)) return;
  const ids = askIds(settings);
  const used = context.keep("used", () => new Set<string>());
  let turn = Promise.resolve();
  const link = await withToken(context, () => openLink({ ...settings, signal })).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (!link) return;
  try {
    await link.subscribe(replyEvent, (data) => {
      const reply = replyIn(data, ids.read);
      // One after the other, so that of two replies to one question the first wins.
      if (reply) turn = turn.then(() => answer(reply, used, context)).catch(link.fail);
    });
    ready();
    await link.ended;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await turn;
    await link.end();
  }
}

async function answer({ id, ask, name }: Reply, used: Set<string>, context: Context): Promise<void> {
  if (used.has(id)) return;
  const said = await save(ask.plate, name, ask.expiresAt < context.now(), context);
  if (said.outcome === "saved") used.add(id);
  for (const oldest of used) {
    if (used.size <= mostUsed) break;
    used.delete(oldest);
  }
  await confirm(said.text, ask.tag, context);
  // A fault of our own (no room on the disk): whoever answered knows, and now the log does.
  if (said.outcome === "fault") throw said.error;
}

type Said = { outcome: "saved" | "refused"; text: string } | { outcome: "fault"; text: string; error: unknown };

async function save(plate: string, name: string, late: boolean, { settings, lists }: Context): Promise<Said> {
  if (late) return { outcome: "refused", text: `Too late to save a name for ${plate} here. Enter it in Plate Courier.` };
  try {
    await lists.remember(settings.nameList, { plate, name });
    return { outcome: "saved", text: `Saved: ${plate} is ${name}.` };
  } catch (error) {
    const text = `The name of ${plate} was not saved.`;
    if (error instanceof DeliveryError) return { outcome: "refused", text: `${text} ${error.message}` };
    return { outcome: "fault", text: `${text} Look at Plate Courier, and answer again.`, error };
  }
}

/** Only a courtesy: where it fails, the name is saved all the same. A refused token is told, so that it is not tried again. */
async function confirm(message: string, tag: string, context: Context): Promise<void> {
  const there = homeAssistant(context);
  for (const target of context.settings.notify) {
    try {
      await there.request("POST", `services/notify/${target}`, { message, data: { tag } });
    } catch (error) {
      if (!(error instanceof DeliveryError) || context.signal.aborted) return;
      if (error.kind === "unauthorized") throw error;
    }
  }
}

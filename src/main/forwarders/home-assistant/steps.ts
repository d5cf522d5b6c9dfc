/** What one read makes Home Assistant do: an event, a notification per target, a logbook entry. */
import { type Phrase, phrase, recordedPhrase } from "../../../shared/phrases/phrase.ts";
import { entryLimits, entryProblem } from "../../../shared/plate-list.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";
import { ImageUnreadableError } from "../../images/decode.ts";
import { thumbnail } from "../../images/edit.ts";
import { type DeliveryContent, DeliveryError } from "../forwarder.ts";
import { createPictureFolder, type PictureFolder } from "../kit/picture-folder.ts";
import { readJson } from "../kit/read-json.ts";
import { sceneOf } from "../kit/scene.ts";
import { fillTemplates } from "../kit/template.ts";
import { askIds, tagOf } from "./ask-ids.ts";
import type { Context } from "./settings.ts";

export interface Step {
  /** As the object of a sentence: "the event license_plate_spotted". */
  what: Phrase;
  path: string;
  body: unknown;
}

export interface Plan {
  steps: Step[];
  /** What was left out, for the receipt. */
  notes: Phrase[];
}

/** How long a name may be answered. */
const askMs = 24 * 3600 * 1000;
/** Enough for a phone, and far below the 10 MB that the apps take. */
const pictureWidth = 1024;

/** Made once per delivery, so that every attempt says the same and no picture is copied twice. */
export async function planOf(delivery: DeliveryContent, read: PlateRead & { plate: string }, context: Context): Promise<Plan> {
  const { settings, lists, camera, now } = context;
  const texts = await fillTemplates({ message: settings.message, logbook: settings.logbookMessage }, read, context);
  const steps: Step[] = [];
  const notes: Phrase[] = [];
  if (settings.event !== "")
    steps.push({
      what: phrase("homeAssistant.event", { event: settings.event }),
      path: `events/${settings.event}`,
      body: readJson(read, { camera, listed: lists.of(read.plate)[0] }),
    });
  if (settings.notify.length > 0) {
    const tag = tagOf(`${delivery.deliveryId}/${read.id}`);
    const { image, note } = await pictureAddress(delivery, context);
    const asks = actionsFor(read.plate, tag, now(), context);
    notes.push(...[note, asks.note].filter((text) => text !== null));
    const body = { message: texts.message, data: { tag, ...(image ? { image } : {}), ...asks.data } };
    for (const target of settings.notify)
      steps.push({
        what: phrase("homeAssistant.notification", { service: target }),
        path: `services/notify/${target}`,
        body,
      });
  }
  if (settings.logbook)
    steps.push({
      what: phrase("homeAssistant.logbook"),
      path: "services/logbook/log",
      // As plate-handler, a free program for the same purpose, sends it. Only `message` is a template there.
      body: { name: `License plate ${read.plate}`, message: escapeTemplate(texts.logbook), domain: "camera" },
    });
  return { steps, notes };
}

/** Home Assistant renders the message as a Jinja template; a brace that is printed by an expression is only a brace. */
export function escapeTemplate(text: string): string {
  return text.replaceAll("{", '{{ "{" }}');
}

/** A notification without its picture is still worth sending, so what goes wrong here is only noted. */
async function pictureAddress(delivery: DeliveryContent, context: Context): Promise<{ image: string; note: Phrase | null }> {
  const { imageFolder, imageUrlBase } = context.settings;
  if (imageFolder === "") return { image: "", note: null };
  try {
    const { bytes } = await sceneOf(delivery, context.images);
    const name = await pictureFolder(context).put(await thumbnail(bytes, { width: pictureWidth }));
    return { image: `${imageUrlBase}/${name}`, note: null };
  } catch (error) {
    if (error instanceof DeliveryError)
      return { image: "", note: phrase("homeAssistant.withoutPicture", { reason: error.message }) };
    if (!(error instanceof ImageUnreadableError)) throw error;
    return { image: "", note: phrase("homeAssistant.withoutUnreadablePicture", { reason: error.message }) };
  }
}

/** One for all deliveries, so that it is cleared now and then and not each time. */
export function pictureFolder({ settings, keep, now }: Context): PictureFolder {
  return keep(
    "pictures",
    () => createPictureFolder({ folder: settings.imageFolder, now }),
    (folder) => folder.settled(),
  );
}

/** The button "Save name…" for a plate that has no name yet. */
function actionsFor(
  plate: string,
  tag: string,
  now: number,
  { settings, lists }: Context,
): { data: object; note: Phrase | null } {
  if (!settings.askName || lists.of(plate).some(({ name }) => name !== "")) return { data: {}, note: null };
  if (!lists.has(settings.nameList))
    return { data: {}, note: phrase("homeAssistant.notAskedNoList", { list: settings.nameList }) };
  const problem = entryProblem({ plate, name: "", note: "" });
  if (problem) return { data: {}, note: phrase("homeAssistant.notAsked", { problem: recordedPhrase(problem) }) };
  const id = askIds(settings).make({ plate, tag, expiresAt: now + askMs });
  // With an id of its own, an action is a text input on both systems by `behavior`. `action_data` is echoed by iOS only.
  const action = {
    action: id,
    title: "Save name…",
    behavior: "textInput",
    textInputButtonTitle: "Save",
    textInputPlaceholder: `Whose is ${plate}?`.slice(0, entryLimits.name),
  };
  return { data: { actions: [action], action_data: { plate, reply: id } }, note: null };
}

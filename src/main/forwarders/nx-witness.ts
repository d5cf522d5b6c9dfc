import { z } from "zod";
import { phrase } from "../../shared/phrases/phrase.ts";
import { DeliveryError, defineForwarder, type ForwarderContext } from "./forwarder.ts";
import { receiptOf } from "./kit/outcome.ts";
import { certificateField, plateListField, secretField, templateField, timeoutField, urlField } from "./kit/setting-fields.ts";
import { fillTemplates } from "./kit/template.ts";
import { normalId } from "./nx-witness/answers.ts";
import { createNxServer, type NxServer } from "./nx-witness/server.ts";

const settings = z.strictObject({
  url: urlField(
    "Address of the server, such as https://server:7001. It must be https: passwords and tokens are not taken over http.",
  ),
  username: z
    .string()
    .trim()
    .max(200)
    .default("")
    .meta({ title: "User", description: "A local user of the system that may manage bookmarks, not a cloud user." }),
  password: secretField("Password", "That user's password."),
  durationMs: z
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(5000)
    .meta({ title: "Length of the bookmark (ms)", description: "Milliseconds from the moment of the capture." }),
  name: templateField("Name", "The bookmark's name.", "{{ plate | upcase }}"),
  description: templateField("Description", "The bookmark's description, for plates that are not on the list below.", ""),
  tags: z
    .array(z.string().trim().min(1).max(100))
    .max(20)
    .default(["Stream"])
    .meta({ title: "Tags", description: "The bookmark's tags, for plates that are not on the list below." }),
  list: plateListField("Plate list", "Plates on this list get its name in capitals as tag and description."),
  api: z
    .enum(["auto", "v2", "v3", "v4"])
    .default("auto")
    .meta({ title: "API version", description: "auto: the newest that the server knows." }),
  genericEvent: z.boolean().default(false).meta({
    title: "Generic event",
    description:
      "Also sends a generic event (source Plate Courier, caption: the name), so that a rule in the system can act on it.",
  }),
  certificateSha256: certificateField(),
  timeoutS: timeoutField(),
});
type Context = ForwarderContext<z.output<typeof settings>>;

/**
 * Makes a bookmark on the camera, once per read, in Nx Witness, Wisenet WAVE and DW Spectrum: one server software under three
 * names. Name, tags and length are those of Plate Recognizer's middleware; unlike it, one login serves all reads.
 *
 * A bookmark has no key of the sender's. So after an attempt that may have arrived the camera's bookmarks are looked through first;
 * one may be there twice all the same where the server does not list them, and after a shutdown in the middle. It is only seen while
 * the camera has recorded that moment.
 */
export const nxWitness = defineForwarder({
  type: "nx-witness",
  name: "Nx Witness, Wisenet WAVE, DW Spectrum",
  summary: "Makes a bookmark with the plate on the camera, and a generic event where wanted.",
  vendorUrl: "https://support.networkoptix.com/",
  settings,
  unit: "read",
  limits: { timeoutMs: 30_000, parallel: 4, freshness: "record" },
  async deliver({ read, mayHaveArrived }, context) {
    if (!read?.plate) throw new DeliveryError("nothing-to-send", phrase("nx.noPlate"));
    if (context.camera === "") throw new DeliveryError("nothing-to-send", phrase("nx.noCamera"));
    const { durationMs, list, genericEvent } = context.settings;
    const tag = listed(read.plate, list, context);
    const texts = await fillTemplates({ name: context.settings.name, description: context.settings.description }, read, context);
    const description = tag ?? texts.description;
    const startTimeMs = read.capturedAt ?? read.receivedAt;
    const nx = serverOf(context);
    const startedAt = context.now();
    const camera = normalId(context.camera);
    const tags = tag === null ? context.settings.tags : [tag];
    const bookmark = { name: texts.name, description, startTimeMs, durationMs, tags };
    const there = mayHaveArrived && (await nx.hasBookmark(camera, bookmark, context.signal));
    const answer = there ? null : await nx.bookmark(camera, bookmark, context.signal);
    if (genericEvent)
      await nx.genericEvent({ caption: texts.name, description, timestampMs: startTimeMs, camera }, context.signal);
    if (!answer) return { summary: phrase("nx.madeAlready"), status: 200 };
    return receiptOf(answer, { startedAt, now: context.now(), redact: nx.redact });
  },
  async check(context) {
    const nx = serverOf(context);
    try {
      const cameras = await nx.cameras(context.signal);
      if (cameras.length === 0) throw new DeliveryError("misconfigured", phrase("nx.seesNoCamera"));
      const count = cameras.length;
      return { message: phrase(count === 1 ? "nx.found_one" : "nx.found_other", { count }) };
    } finally {
      await nx.logOut();
    }
  },
  cameras: (context) => serverOf(context).cameras(context.signal),
});

/** One server, and so one login, for as long as the settings stay. */
function serverOf(context: Context): NxServer {
  const { settings, http, keep, now } = context;
  return keep(
    "server",
    () => createNxServer({ settings, http, now }),
    (server) => server.logOut(),
  );
}

/** The list's name in capitals, as the middleware makes a tag of it; null for a plate that is not on it. */
function listed(plate: string, list: string, { lists }: Context): string | null {
  if (list === "") return null;
  if (!lists.has(list)) throw new DeliveryError("misconfigured", phrase("delivery.noPlateList", { list }));
  const wanted = list.toLowerCase();
  const match = lists.of(plate).find(({ listId, listName }) => listId === wanted || listName.toLowerCase() === wanted);
  return match ? match.listName.toUpperCase() : null;
}

/** The services of a Home Assistant with two phones, and what their schemas take. */
import { z } from "zod";

export const phones = ["mobile_app_annas_iphone", "mobile_app_pixel_8"];

const slug = z.string().regex(/^[a-z0-9_]+$/);

const action = z.strictObject({
  action: z.string().min(1),
  title: z.string().min(1),
  behavior: z.literal("textInput").optional(),
  textInputButtonTitle: z.string().optional(),
  textInputPlaceholder: z.string().optional(),
});

/** What the companion apps document; Home Assistant itself would let any `data` through, and the phone ignore it. */
const notification = z.strictObject({
  message: z.string().min(1),
  title: z.string().optional(),
  data: z
    .strictObject({
      tag: z.string().min(1),
      image: z
        .string()
        .regex(/^(\/local\/|\/media\/local\/|https:\/\/).+\.(jpg|png)$/)
        .optional(),
      // Android shows no more than three.
      actions: z.array(action).min(1).max(3).optional(),
      action_data: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});

const logbook = z.strictObject({
  name: z.string().min(1),
  message: z.string().transform((text, context) => {
    const rendered = render(text);
    if (rendered === null) context.addIssue({ code: "custom", message: `the template does not render: ${text}` });
    return rendered ?? "";
  }),
  entity_id: z.string().optional(),
  domain: slug.optional(),
});

export const schemaOf = (domain: string, service: string): z.ZodType | null =>
  domain === "notify" && [...phones, "persistent_notification"].includes(service)
    ? notification
    : domain === "logbook" && service === "log"
      ? logbook
      : null;

/** Jinja, for texts and printed string literals; null for everything else, which would show or do what nobody meant. */
function render(template: string): string | null {
  const literal = /\{\{ "([^"\\]*)" \}\}/g;
  // What is printed is not read once more.
  if (/\{[{%#]/.test(template.replace(literal, "\u0000"))) return null;
  return template.replace(literal, "$1");
}

/** As GET /api/services tells them; `padding` makes the answer as long as that of a large installation. */
export function servicesJson({ logbook = true, padding = 0 }: { logbook?: boolean; padding?: number } = {}): string {
  const fields = { message: { required: true, selector: { text: null } }, data: { selector: { object: null } } };
  const notify = Object.fromEntries(
    [...phones, "persistent_notification", "send_message"].map((name) => [
      name,
      { name: `Send via ${name}`, description: "", fields },
    ]),
  );
  return JSON.stringify([
    { domain: "homeassistant", services: { restart: { name: "Restart", description: "x".repeat(padding), fields: {} } } },
    { domain: "notify", services: notify },
    ...(logbook ? [{ domain: "logbook", services: { log: { name: "Log", description: "", fields: {} } } }] : []),
  ]);
}

/**
 * The keys of Stream's config.ini, from the check that the vendor's own installer makes of it and from the vendor's guide. Newer
 * versions may know more: an unknown key is told as an error only where it looks like one of these mistyped.
 */

/** What a key's value must be: one of the listed words, or of this form. */
export type ValueForm = "text" | "yesNo" | "number" | readonly string[];

/** Of the file itself, above every section. */
export const fileKeys: Record<string, ValueForm> = { timezone: "text", version: "number", config_change_restart: "yesNo" };

/** Of [cameras], for all of them, and of each [[camera]]. */
export const sharedCameraKeys: Record<string, ValueForm> = {
  regions: "text",
  webhook_target: "text",
  webhook_targets: "text",
  webhook_header: "text",
  webhook_image: "yesNo",
  webhook_caching: "yesNo",
  webhook_image_type: ["vehicle", "original"],
  webhook_request_timeout: "number",
  max_prediction_delay: "number",
  memory_decay: "number",
  image_format: "text",
  sample: "number",
  total: "number",
  mmc: "yesNo",
  csv_file: "text",
  jsonlines_file: "text",
  region_config: ["normal", "strict"],
  detection_rule: ["normal", "strict"],
  detection_mode: ["plate", "vehicle"],
  merge_buffer: "number",
};

/** Of one [[camera]] alone. */
export const cameraKeys: Record<string, ValueForm> = { url: "text", active: "yesNo", name: "text", ...sharedCameraKeys };

/** Of one [[webhook]] in [webhooks]. */
export const webhookKeys: Record<string, ValueForm> = {
  url: "text",
  header: "text",
  image: "yesNo",
  image_type: ["vehicle", "original", "plate"],
  request_timeout: "number",
  caching: "yesNo",
};

/** The words that Stream takes for yes and no. */
const yes = ["yes", "true", "on", "1"];
const no = ["no", "false", "off", "0"];

/** true, false, or null where the text is neither. */
export function yesOrNo(text: string): boolean | null {
  const word = text.toLowerCase();
  return yes.includes(word) ? true : no.includes(word) ? false : null;
}

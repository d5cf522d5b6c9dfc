/** Name of our webhook in config.ini, and what a camera's webhook_targets says. */
export const webhookName = "plate-courier";

/** Stands where a source's token belongs: the console never knows one. */
export const tokenPlaceholder = "PUT-THE-TOKEN-HERE";

/**
 * The block for Stream's config.ini that makes it post here: a named webhook, with the picture (the whole one, which the boxes
 * refer to, and the vehicle). The token is never known to the console, so its place is marked.
 */
export function streamConfig(url: string, needsToken: boolean): string {
  return [
    "[webhooks]",
    `  [[${webhookName}]]`,
    `    url = ${url}`,
    ...(needsToken ? [`    header = Authorization: Token ${tokenPlaceholder}`] : []),
    "    image = yes",
    "    image_type = original, vehicle",
  ].join("\n");
}

/** The line that each camera in config.ini needs, or the [cameras] section once for all. */
export const cameraLine = `webhook_targets = ${webhookName}`;

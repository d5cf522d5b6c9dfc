/**
 * The block for Stream's config.ini that makes it post here: a named webhook, with the picture (the whole one, which the boxes
 * refer to, and the vehicle). The token is never known to the console, so its place is marked.
 */
export function streamConfig(url: string, needsToken: boolean): string {
  return [
    "[webhooks]",
    "  [[plate-courier]]",
    `    url = ${url}`,
    ...(needsToken ? ["    header = Authorization: Token PUT-THE-TOKEN-HERE"] : []),
    "    image = yes",
    "    image_type = original, vehicle",
  ].join("\n");
}

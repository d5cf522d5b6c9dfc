type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** Turns "../locales/en/feed.json" -> content into what i18next takes: language -> namespace -> texts. */
export function resourcesFrom(files: Record<string, Record<string, unknown>>): Resources {
  const resources: Resources = {};
  for (const [path, texts] of Object.entries(files)) {
    const match = /([^/]+)\/([^/]+)\.json$/.exec(path);
    const [, language, namespace] = match ?? [];
    if (language === undefined || namespace === undefined) continue;
    resources[language] ??= {};
    resources[language][namespace] = texts;
  }
  return resources;
}

/**
 * Texts that are the same in English and in another language: names of products and standards, what stands in files and on keys,
 * and words that the languages share. Whoever adds one has looked at it.
 */
const everywhere = new Set([
  "Plate Courier",
  "Stream",
  "Webhook",
  "Token",
  "Tokens",
  "Bucket",
  "URL",
  "WSDL",
  "SHA-256",
  "VPN",
  "UTC",
  "virtual",
  "notify.",
  "min",
  "ms",
  "km/h",
  "sh, bash, zsh",
  "Ctrl",
  "Alt",
  "Win",
  "Esc",
  "[cameras]\n  [[camera-1]]\n    url = rtsp://…",
  "OWS Management, Integrations, Event Receiver API (Analytics), API Access Keys.",
]);

const byLanguage: Record<string, ReadonlySet<string>> = {
  // The keys of a Brazilian keyboard are labelled in English.
  "pt-BR": new Set(["Broker", "OK", "Log", "log", "receptor", "Shift", "Enter", "Page Up", "Page Down", "Home", "End", "Delete"]),
};

export function sameEverywhere(text: string, language: string): boolean {
  // Values and the marks around them say nothing in any language.
  const words = text.replace(/\{\{[^}]*\}\}/g, "").replace(/^[\s/·:]+|[\s/·:]+$/g, "");
  return !/\p{L}{2}/u.test(words) || everywhere.has(words) || byLanguage[language]?.has(words) === true;
}

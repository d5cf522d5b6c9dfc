/** A stored webhook as a command that sends it again, with the files of webhook-files.ts in the current folder. */
import type { ArrivalHeader, ArrivalPart } from "./arrival.ts";
import type { Inspection } from "./inspection.ts";
import { webhookFiles } from "./webhook-files.ts";

/** posix: sh, bash, zsh. windows: the command prompt. */
export type Shell = "posix" | "windows";

/** What stands in place of what was masked. */
export const tokenPlaceholder = "YOUR_TOKEN";

/** Headers that curl makes by itself, or that belong to the way and not to the webhook. */
const ownHeaders =
  /^(?:host|content-length|content-type|connection|keep-alive|transfer-encoding|accept|accept-[a-z]+|sec-.*|expect|te|upgrade|user-agent|cookie|via|forwarded|x-forwarded-.*|x-real-ip)$/i;

/** `receiver`: the address that webhooks are posted to, such as "http://192.168.1.20:8001/". Null where no body is kept any more. */
export function curlCommand(inspection: Inspection, receiver: string, shell: Shell): string | null {
  const { event, arrival, body } = inspection;
  if (body === null) return null;
  const quoted = shell === "posix" ? posixQuoted : windowsQuoted;
  const path = (arrival?.target ?? "/").replaceAll("=…", `=${tokenPlaceholder}`);
  const url = path.startsWith("/") ? new URL(receiver).origin + path : receiver;
  const headers = (arrival?.headers ?? []).filter(({ name }) => name !== "" && !ownHeaders.test(name)).map(headerText);
  const words = [
    ["curl", quoted(url)],
    ...headers.map((header) => ["-H", quoted(header)]),
    ...bodyWords(inspection, event.id).map(([option, value]) => [option, quoted(value)]),
  ];
  return words.map((pair) => pair.join(" ")).join(shell === "posix" ? " \\\n  " : " ^\n  ");
}

function headerText({ name, value, masked }: ArrivalHeader): string {
  if (!masked) return `${name}: ${value}`;
  return `${name}: ${value === "" ? "" : `${value} `}${tokenPlaceholder}`;
}

function bodyWords({ event, arrival, body }: Inspection, eventId: number): [string, string][] {
  if (body === null) return [];
  const files = webhookFiles(event, body);
  const bodyFile = files.find(({ imageId }) => imageId === null)?.name ?? `webhook-${eventId}.json`;
  const isMultipart = /^multipart\/form-data/i.test(body.contentType);
  if (body.kept === "json" && isMultipart) return formWords(event, arrival?.parts ?? [], bodyFile, files);
  if (body.kept === "json" && /urlencoded/i.test(body.contentType)) return [["--data-urlencode", `json@${bodyFile}`]];
  return [
    ["-H", `Content-Type: ${body.contentType}`],
    ["--data-binary", `@${bodyFile}`],
  ];
}

/** The JSON first where nobody noted the order of the parts. */
function formWords(
  event: Inspection["event"],
  parts: readonly ArrivalPart[],
  bodyFile: string,
  files: ReturnType<typeof webhookFiles>,
): [string, string][] {
  const images = [...event.images];
  const imageWord = (image: (typeof images)[number]): [string, string] => {
    const file = files.find(({ imageId }) => imageId === image.id)?.name ?? "";
    return ["-F", `${image.part}=@${file};filename=${formQuoted(image.filename || file)};type=${image.contentType}`];
  };
  const json: [string, string] = ["-F", `json=<${bodyFile}`];
  if (parts.length === 0) return [json, ...images.map(imageWord)];
  let jsonDone = false;
  return parts.flatMap((part): [string, string][] => {
    const index = images.findIndex((image) => image.part === part.name && image.size === part.size);
    const [image] = index < 0 ? [] : images.splice(index, 1);
    if (image) return [imageWord(image)];
    const isJson = part.name === "json" || /json/i.test(part.contentType);
    if (!isJson || jsonDone) return [];
    jsonDone = true;
    const type = /^text\/plain/i.test(part.contentType) || part.contentType === "" ? "" : `;type=${part.contentType}`;
    const sign = part.filename === "" ? "<" : "@";
    const filename = part.filename === "" ? "" : `;filename=${formQuoted(part.filename)}`;
    return [["-F", `${part.name || "json"}=${sign}${bodyFile}${filename}${type}`]];
  });
}

/** curl reads quotes inside -F by its own rules. */
function formQuoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function windowsQuoted(text: string): string {
  return `"${text.replaceAll(/(\\*)"/g, '$1$1\\"')}"`;
}

import { randomUUID } from "node:crypto";

/** One part of a form: a text field, or a file where it has a name. */
export type Part = { name: string; text: string } | { name: string; filename: string; contentType: string; bytes: Buffer };

/** A multipart/form-data body whole, with its length known, and the Content-Type header that names its boundary. */
export function multipart(parts: readonly Part[]): { body: Buffer; contentType: string } {
  const bodies = parts.map((part) => ("text" in part ? Buffer.from(part.text) : part.bytes));
  const boundary = boundaryFor(bodies);
  const chunks: Buffer[] = [];
  for (const [index, part] of parts.entries()) {
    const file = "text" in part ? "" : `; filename="${quoted(part.filename)}"`;
    const type = "text" in part ? "" : `Content-Type: ${mediaType(part.contentType)}\r\n`;
    chunks.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(part.name)}"${file}\r\n${type}\r\n`),
    );
    chunks.push(bodies[index] ?? Buffer.alloc(0), Buffer.from("\r\n"));
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return { body: Buffer.concat(chunks), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** As browsers do (WHATWG HTML, multipart/form-data encoding): names come from the sender and must not add headers or parts. */
function quoted(name: string): string {
  return name
    .replace(/\r\n|\r|\n/g, "%0D%0A")
    .replaceAll('"', "%22")
    .replaceAll("\0", "");
}

function mediaType(text: string): string {
  return /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w-]+)*$/.test(text) ? text : "application/octet-stream";
}

/** Random, so practically never within the content; but "practically" is checked. */
function boundaryFor(bodies: readonly Buffer[]): string {
  for (;;) {
    const boundary = `plate-courier-${randomUUID()}`;
    if (!bodies.some((body) => body.includes(boundary))) return boundary;
  }
}

/** A form parser that forgives nothing: what a lenient one would repair is an error of the sender's here. */

export interface FormField {
  name: string;
  value: string;
}
export interface FormFile {
  name: string;
  filename: string;
  contentType: string;
  bytes: Buffer;
}
export interface Form {
  fields: FormField[];
  files: FormFile[];
}

/** Why the request is refused; the message is what the receiver answers. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Parses multipart/form-data by the letter of RFC 7578; throws a Refusal that says what is wrong. */
export function parseMultipart(body: Buffer, contentType: string): Form {
  const boundary = /^multipart\/form-data; boundary=([\w'()+,./:=?-]{1,70})$/.exec(contentType)?.[1];
  if (!boundary) throw new Refusal(415, `no usable boundary in "${contentType}"`);
  const end = Buffer.from(`--${boundary}--\r\n`);
  if (!body.subarray(body.length - end.length).equals(end))
    throw new Refusal(400, "the form does not end with its closing boundary");
  const delimiter = Buffer.from(`--${boundary}\r\n`);
  if (!body.subarray(0, delimiter.length).equals(delimiter)) throw new Refusal(400, "the form does not begin with its boundary");
  const form: Form = { fields: [], files: [] };
  const names = new Set<string>();
  let at = delimiter.length;
  while (at < body.length) {
    const next = body.indexOf(`\r\n--${boundary}`, at);
    if (next < 0) throw new Refusal(400, "a part does not end");
    readPart(body.subarray(at, next), form, names);
    at = next + 4 + boundary.length;
    if (body.subarray(at, at + 4).equals(Buffer.from("--\r\n"))) {
      if (at + 4 !== body.length) throw new Refusal(400, "there is something behind the closing boundary");
      break;
    }
    if (!body.subarray(at, at + 2).equals(Buffer.from("\r\n"))) throw new Refusal(400, "a boundary does not end its line");
    at += 2;
  }
  return form;
}

function readPart(part: Buffer, form: Form, names: Set<string>): void {
  const split = part.indexOf("\r\n\r\n");
  if (split < 0) throw new Refusal(400, "a part has no end of its headers");
  const lines = part.subarray(0, split).toString("utf8").split("\r\n");
  const bytes = part.subarray(split + 4);
  const disposition = /^Content-Disposition: form-data; name="([^"\r\n]+)"(?:; filename="([^"\r\n]*)")?$/.exec(lines[0] ?? "");
  if (!disposition?.[1]) throw new Refusal(400, `a part begins with "${lines[0]}"`);
  const [, name, filename] = disposition;
  if (names.has(name)) throw new Refusal(400, `the part ${name} is there twice`);
  names.add(name);
  if (filename === undefined) {
    if (lines.length !== 1) throw new Refusal(400, `the field ${name} has headers of a file`);
    form.fields.push({ name, value: bytes.toString("utf8") });
    return;
  }
  const contentType = /^Content-Type: (\S+)$/.exec(lines[1] ?? "")?.[1];
  if (!contentType || lines.length !== 2) throw new Refusal(400, `the file ${name} has no content type`);
  if (contentType === "image/jpeg" && bytes.subarray(0, 3).toString("hex") !== "ffd8ff")
    throw new Refusal(422, `${name} is no JPEG`);
  form.files.push({ name, filename, contentType, bytes: Buffer.from(bytes) });
}

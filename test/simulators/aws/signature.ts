import { createHash, createHmac } from "node:crypto";

/** A request as it came over the wire. */
export interface WireRequest {
  method: string;
  /** Path and query as sent. */
  target: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** What AWS answers instead of what was asked. */
export class AwsRefusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
}

/** Time by which a signature may be off, as AWS says. */
const skewMs = 15 * 60_000;

/**
 * Checks a signature of version 4 by the letter of AWS's "Create a signed API request". Codes are those of the service: SQS and S3
 * name the same faults differently.
 */
export function checkSignature(request: WireRequest, scope: { region: string; service: "sqs" | "s3" }, key: AccessKey): void {
  const s3 = scope.service === "s3";
  const { authorization = "", "x-amz-date": date = "" } = request.headers;
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!match)
    throw new AwsRefusal(
      403,
      s3 ? "AccessDenied" : "MissingAuthenticationToken",
      `no signature of version 4: "${authorization}"`,
    );
  const [, id = "", day = "", region = "", service = "", signedHeaders = "", signature = ""] = match;
  if (service !== scope.service || region !== scope.region) {
    const words = `Credential should be scoped to a valid region and service: ${scope.region}, ${scope.service}, not ${region}, ${service}`;
    throw new AwsRefusal(s3 ? 400 : 403, s3 ? "AuthorizationHeaderMalformed" : "InvalidSignatureException", words);
  }
  const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!(Math.abs(at - Date.now()) < skewMs) || !date.startsWith(day))
    throw new AwsRefusal(403, s3 ? "RequestTimeTooSkewed" : "InvalidSignatureException", `signed at "${date}"`);
  if (id !== key.accessKeyId)
    throw new AwsRefusal(403, s3 ? "InvalidAccessKeyId" : "InvalidClientTokenId", "The security token included is invalid.");
  for (const needed of ["host", "x-amz-date", ...(s3 ? ["x-amz-content-sha256"] : [])])
    if (!signedHeaders.split(";").includes(needed)) throw new AwsRefusal(403, "SignatureDoesNotMatch", `${needed} is not signed`);

  const hash = createHash("sha256").update(request.body).digest("hex");
  const claimed = request.headers["x-amz-content-sha256"] ?? hash;
  if (claimed !== hash) throw new AwsRefusal(400, "XAmzContentSHA256Mismatch", `the body's hash is not "${claimed}"`);
  const canonical = [
    request.method,
    new URL(request.target, "http://host").pathname,
    canonicalQuery(request.target),
    ...signedHeaders.split(";").map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders,
    hash,
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", date, `${day}/${region}/${service}/aws4_request`, sha256(canonical)].join("\n");
  const signingKey = [day, region, service, "aws4_request"].reduce<Buffer>(
    (made, part) => createHmac("sha256", made).update(part).digest(),
    Buffer.from(`AWS4${key.secretAccessKey}`),
  );
  if (createHmac("sha256", signingKey).update(text).digest("hex") !== signature)
    throw new AwsRefusal(
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the one you provided.",
    );
}

function canonicalQuery(target: string): string {
  const encode = (value: string) =>
    encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return [...new URL(target, "http://host").searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

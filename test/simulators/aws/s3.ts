import { crc32 } from "node:zlib";
import { AwsRefusal, type WireRequest } from "./signature.ts";

export interface StoredObject {
  bytes: Buffer;
  contentType: string;
}

export interface S3Bucket {
  /** By key. */
  objects: Map<string, StoredObject>;
  /** "PUT key" per request, in order. */
  calls: string[];
  /** Whether the caller has s3:ListBucket: without it S3 says 403 of an object that is not there. */
  mayList: boolean;
  answer(request: WireRequest): S3Answer;
}

export interface S3Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer;
}

/** One bucket, addressed by path: /bucket/key. */
export function createS3Bucket(bucket: string): S3Bucket {
  const made: S3Bucket = {
    ...{ objects: new Map<string, StoredObject>(), calls: [], mayList: true },
    answer({ method, target, headers, body }): S3Answer {
      const path = decodeURIComponent(new URL(target, "http://host").pathname);
      const [, name = "", ...rest] = path.split("/");
      const key = rest.join("/");
      made.calls.push(`${method} ${key}`);
      if (name !== bucket) throw new AwsRefusal(404, "NoSuchBucket", "The specified bucket does not exist");
      if (method === "HEAD" && key === "") {
        if (!made.mayList) throw new AwsRefusal(403, "AccessDenied", "Access Denied");
        return { status: 200 };
      }
      if (method === "PUT") {
        if (headers["content-length"] !== String(body.length)) throw new AwsRefusal(411, "MissingContentLength", "no length");
        checkCrc(headers["x-amz-checksum-crc32"], body);
        made.objects.set(key, { bytes: body, contentType: headers["content-type"] ?? "" });
        return { status: 200, headers: { etag: '"0"' } };
      }
      if (method === "DELETE") {
        made.objects.delete(key);
        return { status: 204 };
      }
      if (method !== "GET") throw new AwsRefusal(405, "MethodNotAllowed", method);
      const object = made.objects.get(key);
      if (!object && !made.mayList) throw new AwsRefusal(403, "AccessDenied", "Access Denied");
      if (!object) throw new AwsRefusal(404, "NoSuchKey", "The specified key does not exist.");
      return { status: 200, headers: { "content-type": object.contentType }, body: object.bytes };
    },
  };
  return made;
}

/** The SDK sends one with every object; a wrong one is refused. */
function checkCrc(claimed: string | undefined, body: Buffer): void {
  const real = Buffer.alloc(4);
  real.writeUInt32BE(crc32(body));
  if (claimed !== undefined && claimed !== real.toString("base64"))
    throw new AwsRefusal(400, "BadDigest", "the checksum is wrong");
}

/**
 * SQS and S3 on one real socket: a queue by SQS's JSON protocol and a bucket addressed by path, as far as the Lambda and the inbox
 * use them. Signatures are checked by the letter, receipt handles and hidden messages behave as in SQS. POST is SQS, all else S3.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createS3Bucket, type S3Bucket } from "./aws/s3.ts";
import { type AccessKey, AwsRefusal, checkSignature, type WireRequest } from "./aws/signature.ts";
import { createSqsQueue, type SqsQueue } from "./aws/sqs.ts";

/** How requests fail from now on; `only` limits it to one service, or to one of SQS's actions such as "DeleteMessage". */
export type AwsFailure = ({ kind: "refuse"; status: number; code: string } | { kind: "reset" } | { kind: "never-answer" }) & {
  only?: string;
};

export interface FakeAws {
  /** Endpoint of both services. */
  url: string;
  queueUrl: string;
  bucketName: string;
  region: string;
  key: AccessKey;
  queue: SqsQueue;
  bucket: S3Bucket;
  /** Everything that was refused: "InvalidClientTokenId: …". */
  refusals: string[];
  /** Requests so far, refused ones included. */
  requests(): number;
  fail(failure: AwsFailure | null): void;
  close(): Promise<void>;
}

export async function startAws(): Promise<FakeAws> {
  const region = "eu-central-1";
  const key = { accessKeyId: "AKIAFAKEFAKEFAKEFAKE", secretAccessKey: "planted/secret+access+key/0123456789abcd" };
  const bucketName = "plate-courier-webhooks";
  const sockets = new Set<Socket>();
  const refusals: string[] = [];
  let failure: AwsFailure | null = null;
  let requests = 0;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => void answer(wire(request, Buffer.concat(chunks)), response));
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const queueUrl = `${url}/123456789012/plate-courier`;
  const queue = createSqsQueue(queueUrl);
  const bucket = createS3Bucket(bucketName);

  async function answer(request: WireRequest, response: ServerResponse): Promise<void> {
    requests += 1;
    const service = request.method === "POST" ? "sqs" : "s3";
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    try {
      const action = request.headers["x-amz-target"]?.replace("AmazonSQS.", "");
      if (failure && [service, action].includes(failure.only ?? service)) {
        if (failure.kind === "reset") return void response.socket?.destroy();
        if (failure.kind === "never-answer") return;
        throw new AwsRefusal(failure.status, failure.code, "as the test wants it");
      }
      checkSignature(request, { region, service }, key);
      if (service === "sqs") {
        const text = JSON.stringify(await queue.answer(request, gone.signal));
        response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(text);
      } else {
        const { status, headers = {}, body = Buffer.alloc(0) } = bucket.answer(request);
        response.writeHead(status, { ...headers, "content-length": body.length }).end(body);
      }
    } catch (error) {
      const refusal = error instanceof AwsRefusal ? error : new AwsRefusal(500, "InternalError", String(error));
      refusals.push(`${refusal.code}: ${refusal.message}`);
      refuse(response, service, request.method, refusal);
    }
  }

  return {
    ...{ url, queueUrl, bucketName, region, key, queue, bucket, refusals },
    requests: () => requests,
    fail(next) {
      failure = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** SQS says faults in JSON, S3 in XML, and an answer to HEAD has no body. */
function refuse(response: ServerResponse, service: "sqs" | "s3", method: string, { status, code, message }: AwsRefusal): void {
  if (response.destroyed) return;
  if (service === "sqs") {
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message }));
    return;
  }
  response.writeHead(status, { "content-type": "application/xml" });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.end(method === "HEAD" ? undefined : xml);
}

function wire(request: IncomingMessage, body: Buffer): WireRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { method: request.method ?? "", target: request.url ?? "", headers, body };
}

/**
 * The request behind a Lambda event. Three senders, two shapes: API Gateway's HTTP APIs and Function URLs send payload 2.0; REST
 * APIs (and HTTP APIs that are set so) send 1.0. See "Working with AWS Lambda proxy integrations" in AWS's guides.
 */
import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from "aws-lambda";
import { tokenOf } from "../main/receiver/source-tokens.ts";

export type LambdaEvent = APIGatewayProxyEvent | APIGatewayProxyEventV2;

export interface LambdaRequest {
  method: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** From the header Authorization, else from "?token=": Snapshot Cloud is given a URL only and sends no header of ours. */
  token: string | null;
  body: Buffer;
  /** The body is binary, but came as text: what was no valid UTF-8 is lost. */
  mangled: boolean;
  remoteAddress: string | null;
}

/** Null for an event that is no request over HTTP. */
export function requestOf(event: LambdaEvent): LambdaRequest | null {
  const { headers: given, body: text, isBase64Encoded: base64 } = event;
  const headers = Object.fromEntries(
    Object.entries(given ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), value]])),
  );
  const body = Buffer.from(text ?? "", base64 ? "base64" : "utf8");
  // A REST API without binary media types hands out every body as text, with a replacement for each byte that is none.
  const mangled = !base64 && (text ?? "").includes("\ufffd");
  const token = tokenOf(headers.authorization) ?? (event.queryStringParameters?.token || null);
  if (isVersion2(event)) {
    const { method, sourceIp } = event.requestContext.http;
    return { method, headers, token, body, mangled, remoteAddress: sourceIp || null };
  }
  if (typeof event.httpMethod !== "string") return null;
  const remoteAddress = event.requestContext?.identity?.sourceIp || null;
  return { method: event.httpMethod, headers, token, body, mangled, remoteAddress };
}

function isVersion2(event: LambdaEvent): event is APIGatewayProxyEventV2 {
  const context: object | undefined = event.requestContext;
  return context !== undefined && "http" in context;
}

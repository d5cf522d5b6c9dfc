import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import type { FakeAws } from "../simulators/aws.ts";

/** Puts a webhook on the fake queue in the message format, with a picture on the fake S3. */
export function putMessage(aws: FakeAws, plate: string, changes: Record<string, unknown> = {}) {
  const id = crypto.randomUUID();
  const key = `webhooks/2026-11-23/${id}/1-upload.jpg`;
  const picture = Buffer.from(`ffd8ffe0 not really a picture of ${plate}`);
  aws.bucket.objects.set(key, { bytes: picture, contentType: "image/jpeg" });
  const json = JSON.stringify(sampleRecognition({ plate, camera: "gate", timestamp: new Date(0) }));
  const message = {
    ...{ format: "plate-courier-webhook", version: 1, id, receivedAt: new Date(Date.now() - 60_000).toISOString() },
    ...{ remoteAddress: "203.0.113.9", contentType: "multipart/form-data; boundary=x", headers: { "camera-id": "cam-7" } },
    ...{ bucket: aws.bucketName, body: { text: json }, reason: null },
    images: [{ part: "upload", filename: "a.jpg", key, size: picture.length }],
    ...changes,
  };
  return { id, key, picture, json, message: aws.queue.add(JSON.stringify(message)), sent: message };
}

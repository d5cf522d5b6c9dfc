import type { RoutableDestination } from "../../src/main/queue/route.ts";
import type { IncomingEvent, IncomingImage } from "../../src/main/store/store.ts";
import { Rules } from "../../src/shared/destination.ts";
import type { ReadDraft } from "../../src/shared/plate-read.ts";

/** A read with everything told. */
export function sampleRead(changes: Partial<ReadDraft> = {}): ReadDraft {
  return {
    plate: "ab123cd",
    score: 0.9,
    dscore: 0.8,
    region: "fr",
    regionScore: 0.7,
    vehicleType: "Sedan",
    vehicleScore: 0.8,
    make: "Renault",
    model: "Clio",
    makeModelScore: 0.5,
    color: "blue",
    colorScore: 0.6,
    orientation: "Front",
    direction: 90,
    speed: null,
    plateBox: { xmin: 10, ymin: 20, xmax: 110, ymax: 50 },
    vehicleBox: null,
    candidates: [],
    ...changes,
  };
}

export function sampleImage(changes: Partial<IncomingImage> = {}): IncomingImage {
  return {
    role: "scene",
    part: "upload",
    filename: "scene.jpg",
    bytes: Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
    contentType: "image/jpeg",
    width: 640,
    height: 480,
    unreadable: null,
    ...changes,
  };
}

/** A recognition with one read and a scene image; `body` differs for each call, so that no two count as the same webhook. */
export function sampleEvent(changes: Partial<IncomingEvent> = {}): IncomingEvent {
  bodies += 1;
  return {
    kind: "recognition",
    hookEvent: "recognition",
    receivedAt: Date.UTC(2026, 10, 23, 12),
    capturedAt: null,
    capturedAtLocal: null,
    camera: "gate",
    source: null,
    remoteAddress: "127.0.0.1",
    headers: { cameraId: null, cameraName: null, macAddress: null, serialNumber: null },
    body: Buffer.from(JSON.stringify({ number: bodies })),
    contentType: "application/json",
    reason: null,
    reads: [sampleRead()],
    images: [sampleImage()],
    ...changes,
  };
}
let bodies = 0;

export function sampleDestination(changes: Partial<RoutableDestination> = {}): RoutableDestination {
  return {
    id: "hook",
    forwarder: "webhook",
    unit: "read",
    otherEvents: false,
    enabled: true,
    rules: sampleRules(),
    needs: [],
    freshness: "record",
    ...changes,
  };
}

/** Rules that let everything through, but for the changes. */
export function sampleRules(changes: Partial<Rules> = {}): Rules {
  return Rules.parse(changes);
}

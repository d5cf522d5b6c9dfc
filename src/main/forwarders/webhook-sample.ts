import type { PlateRead, StoredEvent, StoredImage } from "../../shared/plate-read.ts";
import { sampleRecognition } from "../../shared/sample-recognition.ts";
import { drawScene } from "../images/sample-scene.ts";
import type { DeliveryContent, ImageSource } from "./forwarder.ts";

/** What the test of a webhook destination sends: plate and camera say that it is one. */
export const samplePlate = "TEST123";
export const sampleCamera = "plate-courier-test";

/** A recognition that nobody posted, with a drawn picture, as a delivery; it takes the same way as a real one. */
export async function sampleDelivery(now: number): Promise<{ delivery: DeliveryContent; images: ImageSource }> {
  const { jpeg, plateBox, vehicleBox } = await drawScene({ plate: samplePlate, seed: 0 });
  const recognition = sampleRecognition({
    plate: samplePlate,
    camera: sampleCamera,
    timestamp: new Date(now),
    plateBox,
    vehicleBox,
  });
  const image: StoredImage = {
    id: 0,
    eventId: 0,
    role: "scene",
    part: "upload",
    filename: "test.jpg",
    contentType: "image/jpeg",
    size: jpeg.length,
    width: 1280,
    height: 720,
    unreadable: null,
  };
  const event: StoredEvent = {
    id: 0,
    kind: "recognition",
    hookEvent: "recognition",
    receivedAt: now,
    capturedAt: now,
    camera: sampleCamera,
    source: null,
    remoteAddress: null,
    headers: { cameraId: null, cameraName: null, macAddress: null, serialNumber: null },
    reason: null,
    images: [image],
  };
  const read: PlateRead = {
    id: 0,
    eventId: 0,
    index: 0,
    receivedAt: now,
    capturedAt: now,
    capturedAtLocal: null,
    camera: sampleCamera,
    source: null,
    plate: samplePlate.toLowerCase(),
    score: null,
    dscore: null,
    region: null,
    regionScore: null,
    vehicleType: null,
    vehicleScore: null,
    make: null,
    model: null,
    makeModelScore: null,
    color: null,
    colorScore: null,
    orientation: null,
    direction: null,
    speed: null,
    plateBox,
    vehicleBox,
    candidates: [],
  };
  return {
    delivery: { deliveryId: `test-${now}`, mayHaveArrived: false, event, reads: [read], read: null },
    images: { bytes: async () => jpeg, json: async () => JSON.stringify(recognition) },
  };
}

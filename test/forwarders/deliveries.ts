/** Deliveries as the core hands them to forwarders, in the shapes that recognisers send. */

import { readFileSync } from "node:fs";
import { type DeliveryContent, DeliveryError, type ImageSource } from "../../src/main/forwarders/forwarder.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import type { Box, PlateRead, StoredEvent, StoredImage } from "../../src/shared/plate-read.ts";

/** 1280 x 720, one car with the plate ABC1234. */
export const sceneJpeg = readFileSync(new URL("../fixtures/images/scene.jpg", import.meta.url));
export const plateBox: Box = { xmin: 550, ymin: 512, xmax: 710, ymax: 554 };
export const vehicleBox: Box = { xmin: 430, ymin: 290, xmax: 830, ymax: 610 };
export const secondPlateBox: Box = { xmin: 900, ymin: 400, xmax: 980, ymax: 430 };
export const secondVehicleBox: Box = { xmin: 860, ymin: 320, xmax: 1060, ymax: 470 };

export interface Sample {
  delivery: DeliveryContent;
  images: ImageSource;
  jsonText: string;
}

export function sampleRead(part: Partial<PlateRead> = {}): PlateRead {
  return {
    id: 11,
    eventId: 7,
    index: 0,
    receivedAt: 1_795_000_000_500,
    capturedAt: 1_795_000_000_000,
    capturedAtLocal: "2026-11-18 12:26:40+01:00",
    camera: "gate-1",
    source: "stream",
    plate: "abc1234",
    score: 0.91,
    dscore: 0.8,
    region: "us-ca",
    regionScore: 0.7,
    vehicleType: "Sedan",
    vehicleScore: 0.8,
    make: "Toyota",
    model: "Camry",
    makeModelScore: 0.5,
    color: "blue",
    colorScore: 0.6,
    orientation: "Front",
    direction: 210,
    speed: null,
    plateBox,
    vehicleBox,
    candidates: [
      { plate: "abc1234", score: 0.91 },
      { plate: "a8c1234", score: 0.4 },
    ],
    ...part,
  };
}

export function sampleImage(part: Partial<StoredImage> = {}): StoredImage {
  return {
    id: 1,
    eventId: 7,
    role: "scene",
    part: "upload",
    filename: "gate-1_abc1234.jpg",
    contentType: "image/jpeg",
    size: sceneJpeg.length,
    width: 1280,
    height: 720,
    unreadable: null,
    ...part,
  };
}

const plateModeResult = (plate: string, box: Box, vehicle: Box | null) => ({
  box,
  plate,
  region: { code: "us-ca", score: 0.7 },
  score: 0.91,
  dscore: 0.8,
  candidates: [
    { plate, score: 0.91 },
    { plate: plate.replace("b", "8"), score: 0.4 },
  ],
  ...(vehicle ? { vehicle: { type: "Sedan", score: 0.8, box: vehicle } } : {}),
  direction: 210,
  source_url: "rtsp://10.0.0.9/main",
  user_data: "",
});

function recognition(results: unknown[], more: Record<string, unknown> = {}) {
  return {
    hook: { target: "http://10.0.0.5:8001/", id: "gate-1", event: "recognition", filename: "gate-1_abc1234.jpg" },
    data: {
      camera_id: "gate-1",
      filename: "gate-1_abc1234.jpg",
      timestamp: "2026-11-18T11:26:40Z",
      timestamp_local: "2026-11-18 12:26:40+01:00",
      results,
    },
    ...more,
  };
}

function sample(
  json: unknown,
  {
    event = {},
    reads,
    images = [sampleImage()],
    bytes = {},
    contentType,
  }: {
    event?: Partial<StoredEvent>;
    reads: PlateRead[];
    images?: StoredImage[];
    bytes?: Record<number, Buffer>;
    contentType?: string;
  },
): Sample {
  // Spaces that JSON.stringify would not write show whether the text was passed on untouched.
  const jsonText = typeof json === "string" ? json : JSON.stringify(json, null, 1);
  return {
    jsonText,
    delivery: {
      deliveryId: "inst-42",
      mayHaveArrived: false,
      event: {
        id: 7,
        kind: "recognition",
        hookEvent: "recognition",
        receivedAt: 1_795_000_000_500,
        capturedAt: 1_795_000_000_000,
        camera: "gate-1",
        source: "stream",
        remoteAddress: "10.0.0.9",
        headers: { cameraId: null, cameraName: null, macAddress: "00:11:22:33:44:55", serialNumber: null },
        reason: null,
        images,
        ...event,
      },
      reads,
      read: null,
    },
    images: {
      json: async () => jsonText,
      bytes: async (image) => {
        const own = bytes[image.id] ?? (image.role === "scene" ? sceneJpeg : undefined);
        if (!own)
          throw new DeliveryError(
            "nothing-to-send",
            recordedPhrase("The image was removed by retention before it could be sent."),
          );
        return own;
      },
      ...(contentType === undefined ? {} : { contentType: async () => contentType }),
    },
  };
}

const plateImage = sampleImage({ id: 2, role: "plate", part: "plate_img", filename: "plate.jpg" });
/** Any JPEG does: only that it arrives unchanged is looked at. */
export const plateJpeg = Buffer.concat([sceneJpeg.subarray(0, 400), Buffer.from("plate crop")]);

/** Plate mode, one vehicle, the scene and the recogniser's own crop. */
export const oneVehicle = (more: Record<string, unknown> = {}): Sample =>
  sample(recognition([plateModeResult("abc1234", plateBox, vehicleBox)], more), {
    reads: [sampleRead()],
    images: [sampleImage(), plateImage],
    bytes: { 2: plateJpeg },
  });

/** Plate mode, two vehicles in one frame. */
export const twoVehicles = (): Sample =>
  sample(
    recognition([plateModeResult("abc1234", plateBox, vehicleBox), plateModeResult("xyz987", secondPlateBox, secondVehicleBox)]),
    {
      reads: [
        sampleRead(),
        sampleRead({ id: 12, index: 1, plate: "xyz987", plateBox: secondPlateBox, vehicleBox: secondVehicleBox, candidates: [] }),
      ],
    },
  );

function vehicleModeResult(plate: string, box: Box, vehicle: Box) {
  return {
    plate: {
      type: "Plate",
      score: 0.8,
      box,
      props: {
        plate: [
          { value: plate, score: 0.91 },
          { value: plate.replace("b", "8"), score: 0.4 },
        ],
        region: [{ value: "us-ca", score: 0.7 }],
      },
    },
    vehicle: { type: "Sedan", score: 0.8, box: vehicle, props: { color: [{ value: "blue", score: 0.6 }] } },
    direction: 210,
    user_data: `seen ${plate.slice(0, 3).toUpperCase()} ${plate.slice(3)} at gate`,
  };
}

/** Vehicle mode: the plate is an object with props. */
export const vehicleMode = (): Sample =>
  sample(recognition([vehicleModeResult("abc1234", plateBox, vehicleBox)]), { reads: [sampleRead()] });

/** Three vehicles in one picture, with all that any destination needs. */
export function threeVehicles(mode: "plate" | "vehicle"): Sample {
  const boxes = [
    [plateBox, vehicleBox],
    [secondPlateBox, secondVehicleBox],
    [
      { xmin: 100, ymin: 420, xmax: 180, ymax: 450 },
      { xmin: 60, ymin: 340, xmax: 260, ymax: 490 },
    ],
  ] as const;
  const plates = ["abc1234", "xyz9876", "klm5555"];
  const result = mode === "plate" ? plateModeResult : vehicleModeResult;
  const places = boxes.map(([plate, vehicle], index) => ({ plate, vehicle, text: plates[index] ?? "" }));
  return sample(recognition(places.map(({ plate, vehicle, text }) => result(text, plate, vehicle))), {
    reads: places.map(({ plate, vehicle, text }, index) =>
      sampleRead({ id: 11 + index, index, plate: text, plateBox: plate, vehicleBox: vehicle, candidates: [] }),
    ),
    images: [sampleImage(), plateImage],
    bytes: { 2: plateJpeg },
  });
}

/** A vehicle without a plate. */
export const noPlate = (): Sample =>
  sample(recognition([{ plate: null, vehicle: { type: "Sedan", score: 0.8, box: vehicleBox, props: {} }, direction: null }]), {
    reads: [sampleRead({ plate: null, plateBox: null, candidates: [], score: null })],
  });

/** A recognition that came without pictures. */
export const noImage = (contentType?: string): Sample =>
  sample(recognition([plateModeResult("abc1234", plateBox, vehicleBox)]), {
    reads: [sampleRead()],
    images: [],
    ...(contentType === undefined ? {} : { contentType }),
  });

/** The scene broke on its way to us. */
export const brokenImage = (): Sample =>
  sample(recognition([plateModeResult("abc1234", plateBox, vehicleBox)]), {
    reads: [sampleRead()],
    bytes: { 1: sceneJpeg.subarray(0, 20_000) },
  });

/** A read whose place is not told. */
export const noBoxes = (): Sample =>
  sample(recognition([plateModeResult("abc1234", plateBox, null)]), {
    reads: [sampleRead({ plateBox: null, vehicleBox: null })],
  });

/** A webhook that is no recognition. */
export const heartbeat = (): Sample =>
  sample(
    { hook: { event: "heartbeat", id: "gate-1" }, data: { camera_id: "gate-1", status: "running" } },
    { event: { kind: "other", hookEvent: "heartbeat" }, reads: [], images: [] },
  );

import { expect, it } from "vitest";
import { deliveryRow, eventRow, exportColumns, readRow } from "../../src/main/exports/rows.ts";
import type { Delivery } from "../../src/shared/delivery.ts";
import type { PlateRead, StoredEvent } from "../../src/shared/plate-read.ts";

const time = Date.UTC(2026, 10, 23, 12, 4, 9, 122);

const read: PlateRead = {
  ...{ id: 5, eventId: 3, index: 0, receivedAt: time, capturedAt: null, capturedAtLocal: null, camera: "gate", source: null },
  ...{ plate: null, score: 0.9, dscore: null, region: "us-ca", regionScore: null, vehicleType: "Sedan", vehicleScore: null },
  ...{ make: null, model: null, makeModelScore: null, color: "red", colorScore: null, orientation: "Rear", direction: 210 },
  ...{ speed: null, plateBox: null, vehicleBox: null, candidates: [] },
};

const delivery: Delivery = {
  ...{ id: 9, eventId: 3, readId: 5, destinationId: "d-1", forwarder: "webhook", camera: "gate", lane: "live", status: "failed" },
  ...{ attempts: 2, createdAt: time, nextAttemptAt: null, claimedAt: null, deliveredAt: time, expiresAt: null },
  ...{ lastErrorKind: "rejected", lastError: "refused", receipt: null },
};

const event: StoredEvent = {
  ...{ id: 3, kind: "recognition", hookEvent: "recognition", receivedAt: time, capturedAt: time, camera: "gate", source: "gate" },
  ...{ remoteAddress: "10.0.0.2", reason: null, images: [] },
  headers: { cameraId: "c-1", cameraName: null, macAddress: null, serialNumber: null },
};

it("gives a read with the promised fields first, null where there is no plate, and times in UTC", () => {
  expect(Object.keys(readRow(read)).slice(0, 15)).toEqual(
    "id eventId receivedAt capturedAt camera source plate score region vehicleType make model color orientation direction".split(
      " ",
    ),
  );
  expect(readRow(read)).toMatchObject({
    id: 5,
    plate: null,
    capturedAt: null,
    receivedAt: "2026-11-23T12:04:09.122Z",
    direction: 210,
  });
});

it("gives a delivery with the destination's name, or its id when it is gone", () => {
  expect(Object.keys(deliveryRow(delivery, () => "Front desk")).slice(0, 10)).toEqual(
    "id readId eventId destination forwarder status attempts lastError nextAttemptAt deliveredAt".split(" "),
  );
  expect(deliveryRow(delivery, () => "Front desk")).toMatchObject({ destination: "Front desk", lastError: "refused" });
  expect(deliveryRow(delivery, () => null)).toMatchObject({ destination: "d-1", deliveredAt: "2026-11-23T12:04:09.122Z" });
});

it("has a column for every field of a row, in the same order", () => {
  expect(Object.keys(readRow(read))).toEqual(exportColumns.reads);
  expect(Object.keys(deliveryRow(delivery, () => null))).toEqual(exportColumns.deliveries);
  expect(Object.keys(eventRow(event))).toEqual(exportColumns.events);
});

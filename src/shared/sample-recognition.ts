import type { Box } from "./plate-read.ts";

/** One vehicle of a sample webhook; everything but the plate has a default. */
export interface SampleVehicle {
  plate: string;
  /** Region code, e.g. "us-ca". */
  region?: string | undefined;
  /** Where the plate and the vehicle are in the image that goes with it. */
  plateBox?: Box | undefined;
  vehicleBox?: Box | undefined;
  make?: string | undefined;
  model?: string | undefined;
  color?: string | undefined;
  type?: string | undefined;
  score?: number | undefined;
  /** Degrees. */
  direction?: number | undefined;
}

/** What a sample webhook is to say. */
export interface SampleOptions extends SampleVehicle {
  camera: string;
  timestamp: Date;
}

/**
 * A recognition in Stream's plate mode as the provider's own webhook tester sends it: hook and data, one result, both times
 * in ISO form with the offset "+00:00". Plates are lower case there, as Stream sends them.
 */
export function sampleRecognition(options: SampleOptions) {
  return recognitionOf(options, [sampleResult(options)]);
}

/** The same with the given results, as sampleResult and sampleUnread make them. */
export function recognitionOf<Result>({ camera, timestamp }: { camera: string; timestamp: Date }, results: Result[]) {
  const time = timestamp.toISOString().replace("Z", "+00:00");
  const filename = `${camera}_${time.slice(0, 10)}_sample.jpg`;
  return {
    hook: { target: "http://localhost:8001/", id: camera, event: "recognition", filename },
    data: { camera_id: camera, filename, timestamp: time, timestamp_local: time, results },
  };
}

/** One vehicle as a result in plate mode. */
export function sampleResult(vehicle: SampleVehicle) {
  const plate = vehicle.plate.toLowerCase();
  const score = vehicle.score ?? 0.921;
  return {
    box: vehicle.plateBox ?? { xmin: 560, ymin: 470, xmax: 720, ymax: 510 },
    plate,
    region: { code: vehicle.region ?? "us-ca", score: 0.903 },
    score,
    dscore: 0.757,
    candidates: [{ score, plate }],
    vehicle: {
      score: 0.834,
      type: vehicle.type ?? "Sedan",
      box: vehicle.vehicleBox ?? { xmin: 320, ymin: 180, xmax: 960, ymax: 620 },
    },
    model_make: [{ make: vehicle.make ?? "Toyota", model: vehicle.model ?? "Camry", score: 0.712 }],
    color: [{ color: vehicle.color ?? "silver", score: 0.854 }],
    orientation: [{ orientation: "Front", score: 0.931 }],
    direction: vehicle.direction ?? 210,
    source_url: "sample",
    position_sec: 0,
  };
}

/** One vehicle whose plate could not be read, as a result in vehicle mode: the only one that has those. */
export function sampleUnread(vehicle: Omit<SampleVehicle, "plate" | "plateBox" | "region">) {
  const { vehicleBox: box, type, make, model, color, direction } = vehicle;
  return {
    plate: null,
    vehicle: {
      ...{ type: type ?? "Sedan", score: 0.834, box },
      props: {
        make_model: [{ make, model, score: 0.712 }],
        orientation: [{ value: "Front", score: 0.931 }],
        color: [{ value: color, score: 0.854 }],
      },
    },
    ...{ direction: direction ?? 210, source_url: "sample", position_sec: 0 },
  };
}

/** The JSON of one sample webhook. */
export type SampleRecognition = ReturnType<typeof sampleRecognition>;

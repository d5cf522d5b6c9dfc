import type { Box } from "./plate-read.ts";

/** What a sample webhook is to say; everything but plate, camera and time has a default. */
export interface SampleOptions {
  plate: string;
  camera: string;
  timestamp: Date;
  /** Region code, e.g. "us-ca". */
  region?: string | undefined;
  /** Where the plate and the vehicle are in the image that goes with it. */
  plateBox?: Box | undefined;
  vehicleBox?: Box | undefined;
  make?: string | undefined;
  model?: string | undefined;
  color?: string | undefined;
}

/**
 * A recognition in Stream's plate mode as the provider's own webhook tester sends it: hook and data, one result, both times
 * in ISO form with the offset "+00:00". Plates are lower case there, as Stream sends them.
 */
export function sampleRecognition(options: SampleOptions) {
  const plate = options.plate.toLowerCase();
  const time = options.timestamp.toISOString().replace("Z", "+00:00");
  const filename = `${options.camera}_${time.slice(0, 10)}_sample.jpg`;
  return {
    hook: { target: "http://localhost:8001/", id: options.camera, event: "recognition", filename },
    data: {
      camera_id: options.camera,
      filename,
      timestamp: time,
      timestamp_local: time,
      results: [
        {
          box: options.plateBox ?? { xmin: 560, ymin: 470, xmax: 720, ymax: 510 },
          plate,
          region: { code: options.region ?? "us-ca", score: 0.903 },
          score: 0.921,
          dscore: 0.757,
          candidates: [{ score: 0.921, plate }],
          vehicle: {
            score: 0.834,
            type: "Sedan",
            box: options.vehicleBox ?? { xmin: 320, ymin: 180, xmax: 960, ymax: 620 },
          },
          model_make: [{ make: options.make ?? "Toyota", model: options.model ?? "Camry", score: 0.712 }],
          color: [{ color: options.color ?? "silver", score: 0.854 }],
          orientation: [{ orientation: "Front", score: 0.931 }],
          direction: 210,
          source_url: "sample",
          position_sec: 0,
        },
      ],
    },
  };
}

/** The JSON of one sample webhook. */
export type SampleRecognition = ReturnType<typeof sampleRecognition>;

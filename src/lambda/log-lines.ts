/**
 * What the Lambda logs: one JSON object a line, which CloudWatch Logs Insights takes apart by itself. Plates are logged because
 * that is what this log is for; tokens and bodies never are.
 */
import type { Recognition } from "../main/receiver/recognition.ts";

export type LogLine = Record<string, unknown> & { message: string };
export type WriteLine = (line: LogLine) => void;

/** Writes to standard output. console.log would put its own prefix before every line in a Lambda. */
export const writeToStdout: WriteLine = (line) => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** One line for each read; a webhook without any gets one line of its own, so that no webhook goes unseen. */
export function linesOf(
  recognition: Recognition,
  about: { id: string; receivedAt: string; images: number; camera: string },
): LogLine[] {
  const { kind, hookEvent, reason, capturedAt, capturedAtLocal, reads } = recognition;
  const common = {
    id: about.id,
    receivedAt: about.receivedAt,
    camera: about.camera,
    capturedAt: capturedAt === null ? null : new Date(capturedAt).toISOString(),
    capturedAtLocal,
    images: about.images,
  };
  if (kind === "quarantined") return [{ level: "warn", message: "quarantined", reason, ...common }];
  if (reads.length === 0) return [{ level: "info", message: kind, event: hookEvent, ...common, reads: 0 }];
  return reads.map((read, index) => ({
    ...{ level: "info", message: "read", ...common, index },
    ...{ plate: read.plate, score: read.score, region: read.region, vehicleType: read.vehicleType },
    ...{ make: read.make, model: read.model, color: read.color, orientation: read.orientation, direction: read.direction },
  }));
}

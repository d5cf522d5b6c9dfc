import type { JsonSchema } from "../../main/console/backend.ts";
import type { DestinationStatus } from "../../shared/status.ts";

/**
 * What a person does about a destination that does not send.
 *
 * enter: the setting `field` was refused. check: something in its settings is wrong, and the test says what. camera: that camera leads
 * nowhere. enable: it is switched off while deliveries wait. resume: it was paused by hand. tryNow: it is away, and tried again by itself.
 */
export type Remedy =
  | { is: "enter"; field: string; to: string }
  | { is: "check" | "enable"; to: string }
  | { is: "camera"; camera: string; to: string }
  | { is: "resume" | "tryNow" };

/** Null where nothing is to be done. `schema`: of its forwarder's settings; undefined while it is not known. */
export function remedyOf(status: DestinationStatus, schema: JsonSchema | undefined): Remedy | null {
  const page = `/destinations/${encodeURIComponent(status.id)}`;
  if (status.state === "disabled") return status.waiting > 0 ? { is: "enable", to: page } : null;
  if (status.state === "retrying") return { is: "tryNow" };
  if (status.state === "cameraPaused") {
    const camera = status.camera ?? "";
    return { is: "camera", camera, to: `${page}?part=cameras&camera=${encodeURIComponent(camera)}` };
  }
  if (status.state !== "paused") return null;
  if (status.pausedByOperator) return { is: "resume" };
  const secret = Object.entries(schema?.properties ?? {}).find(([, setting]) => setting.secret === true);
  if (status.pausedFor === "unauthorized" && secret !== undefined) {
    const [field] = secret;
    return { is: "enter", field, to: `${page}?field=${encodeURIComponent(field)}` };
  }
  return { is: "check", to: `${page}?test=now` };
}

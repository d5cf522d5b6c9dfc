/**
 * How Home Assistant learns of a camera by itself: one retained message that describes a device and its sensors ("device discovery",
 * since Home Assistant 2024.11), as the documentation of its MQTT integration tells it. An empty one would remove the device again.
 */
import { createHash } from "node:crypto";
import type { Message } from "./connection.ts";

/** Home Assistant's default; who changed it there does without. */
const prefix = "homeassistant";

export function discoveryOf({ camera, topic, availability }: { camera: string; topic: string; availability: string }): Message {
  // Of the topic, so that it stays the same over restarts and differs between cameras and installations.
  const id = `plate_courier_${createHash("sha256").update(topic).digest("hex").slice(0, 16)}`;
  const sensor = (key: string, more: object) => ({ platform: "sensor", unique_id: `${id}_${key}`, ...more });
  return {
    topic: `${prefix}/device/${id}/config`,
    payload: JSON.stringify({
      device: {
        identifiers: [id],
        name: camera === "" ? "License plates" : `License plates ${camera}`,
        manufacturer: "Plate Courier",
        model: "License plate camera",
      },
      origin: { name: "Plate Courier" },
      components: {
        plate: sensor("plate", {
          name: "Plate",
          icon: "mdi:car",
          value_template: "{{ value_json.plate }}",
          json_attributes_topic: topic,
          // The same plate twice is two sightings.
          force_update: true,
        }),
        name: sensor("name", { name: "Name", icon: "mdi:card-account-details", value_template: "{{ value_json.name }}" }),
        seen: sensor("seen", { name: "Seen", device_class: "timestamp", value_template: "{{ value_json.captured_at }}" }),
      },
      state_topic: topic,
      availability_topic: availability,
      qos: 1,
    }),
    qos: 1,
    retain: true,
  };
}

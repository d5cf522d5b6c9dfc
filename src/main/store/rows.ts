import type { Attempt, Delivery, Receipt } from "../../shared/delivery.ts";
import type { Box, PlateCandidate, PlateRead, StoredEvent, StoredImage } from "../../shared/plate-read.ts";

/** What SQLite gives for a row, and how it becomes one of our words. Column names follow migrations/. */
export interface EventRow {
  id: number;
  kind: StoredEvent["kind"];
  hook_event: string | null;
  received_at: number;
  captured_at: number | null;
  captured_at_local: string | null;
  camera: string;
  source: string | null;
  remote_address: string | null;
  sender_camera_id: string | null;
  sender_camera_name: string | null;
  sender_mac_address: string | null;
  sender_serial_number: string | null;
  reason: string | null;
}

export function toEvent(row: EventRow, images: StoredImage[]): StoredEvent {
  return {
    id: row.id,
    kind: row.kind,
    hookEvent: row.hook_event,
    receivedAt: row.received_at,
    capturedAt: row.captured_at,
    camera: row.camera,
    source: row.source,
    remoteAddress: row.remote_address,
    headers: {
      cameraId: row.sender_camera_id,
      cameraName: row.sender_camera_name,
      macAddress: row.sender_mac_address,
      serialNumber: row.sender_serial_number,
    },
    reason: row.reason,
    images,
  };
}

export interface ImageRow {
  id: number;
  event_id: number;
  role: StoredImage["role"];
  part: string;
  filename: string;
  content_type: string;
  size: number;
  width: number | null;
  height: number | null;
  unreadable: string | null;
}

export function toImage(row: ImageRow): StoredImage {
  return {
    id: row.id,
    eventId: row.event_id,
    role: row.role,
    part: row.part,
    filename: row.filename,
    contentType: row.content_type,
    size: row.size,
    width: row.width,
    height: row.height,
    unreadable: row.unreadable,
  };
}

/** A read with what it takes over from its event: `SELECT ${readColumns} FROM reads r JOIN events e ON e.id = r.event_id`. */
export const readColumns = "r.*, e.received_at, e.captured_at, e.captured_at_local, e.camera, e.source";

export interface ReadRow {
  id: number;
  event_id: number;
  position: number;
  plate: string | null;
  score: number | null;
  dscore: number | null;
  region: string | null;
  region_score: number | null;
  vehicle_type: string | null;
  vehicle_score: number | null;
  make: string | null;
  model: string | null;
  make_model_score: number | null;
  color: string | null;
  color_score: number | null;
  orientation: string | null;
  direction: number | null;
  speed: number | null;
  plate_box: string | null;
  vehicle_box: string | null;
  candidates: string;
  received_at: number;
  captured_at: number | null;
  captured_at_local: string | null;
  camera: string;
  source: string | null;
}

export function toRead(row: ReadRow): PlateRead {
  return {
    id: row.id,
    eventId: row.event_id,
    index: row.position,
    receivedAt: row.received_at,
    capturedAt: row.captured_at,
    capturedAtLocal: row.captured_at_local,
    camera: row.camera,
    source: row.source,
    plate: row.plate,
    score: row.score,
    dscore: row.dscore,
    region: row.region,
    regionScore: row.region_score,
    vehicleType: row.vehicle_type,
    vehicleScore: row.vehicle_score,
    make: row.make,
    model: row.model,
    makeModelScore: row.make_model_score,
    color: row.color,
    colorScore: row.color_score,
    orientation: row.orientation,
    direction: row.direction,
    speed: row.speed,
    plateBox: fromJson<Box>(row.plate_box),
    vehicleBox: fromJson<Box>(row.vehicle_box),
    candidates: fromJson<PlateCandidate[]>(row.candidates) ?? [],
  };
}

export interface DeliveryRow {
  id: number;
  event_id: number;
  read_id: number | null;
  destination_id: string;
  forwarder: string;
  camera: string;
  lane: Delivery["lane"];
  status: Delivery["status"];
  attempts: number;
  created_at: number;
  next_attempt_at: number | null;
  claimed_at: number | null;
  delivered_at: number | null;
  expires_at: number | null;
  last_error_kind: Delivery["lastErrorKind"];
  last_error: string | null;
  receipt: string | null;
}

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    eventId: row.event_id,
    readId: row.read_id,
    destinationId: row.destination_id,
    forwarder: row.forwarder,
    camera: row.camera,
    lane: row.lane,
    status: row.status,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAttemptAt: row.next_attempt_at,
    claimedAt: row.claimed_at,
    deliveredAt: row.delivered_at,
    expiresAt: row.expires_at,
    lastErrorKind: row.last_error_kind,
    lastError: row.last_error,
    receipt: fromJson<Receipt>(row.receipt),
  };
}

export interface AttemptRow {
  id: number;
  delivery_id: number;
  number: number;
  started_at: number;
  duration_ms: number;
  outcome: Attempt["outcome"];
  message: string;
}

export function toAttempt(row: AttemptRow): Attempt {
  return {
    id: row.id,
    deliveryId: row.delivery_id,
    number: row.number,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    outcome: row.outcome,
    message: row.message,
  };
}

/** Only for texts that this store wrote itself with JSON.stringify. */
function fromJson<Shape>(text: string | null): Shape | null {
  return text === null ? null : (JSON.parse(text) as Shape);
}

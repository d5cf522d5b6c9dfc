/**
 * The first schema. Times are milliseconds since the epoch, UTC. Ids are never used twice (AUTOINCREMENT), because they are
 * cursors of the feed, names of images in a browser's cache, and keys that a destination may recognise.
 *
 * Running totals are kept by triggers, so that no code path can forget them: segments (how much of a file is still referred
 * to), cameras, delivery_counts. delivery_ledgers.accepted and delivery_counts.archived are not: they are the other side of
 * the ledger, counted on their own by accept and by retention, so that a delivery lost anywhere shows as an imbalance.
 *
 * deliveries.read_id has no foreign key: it would need an index of its own for every delete, and a read only ever goes
 * together with its event, to which the delivery has one.
 */
export const sql = `
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('recognition', 'other', 'quarantined')),
  hook_event TEXT,
  received_at INTEGER NOT NULL,
  captured_at INTEGER,
  captured_at_local TEXT,
  camera TEXT NOT NULL,
  source TEXT,
  remote_address TEXT,
  sender_camera_id TEXT,
  sender_camera_name TEXT,
  sender_mac_address TEXT,
  sender_serial_number TEXT,
  reason TEXT,
  read_count INTEGER NOT NULL,
  content_key INTEGER NOT NULL,
  content_hash BLOB NOT NULL
) STRICT;
CREATE INDEX events_by_time ON events (received_at, kind, read_count);
CREATE INDEX events_by_camera ON events (camera, id);
-- 48 bits of the hash: a narrow index, the whole hash is compared on the row.
CREATE INDEX events_by_content ON events (content_key);

CREATE TABLE bodies (
  event_id INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
  content_type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE segments (
  -- yyyymmdd * 100000 + number within the day: the path follows from it.
  id INTEGER PRIMARY KEY,
  images INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  -- Where the part of the file ends that images refer, or referred, to.
  end INTEGER NOT NULL
) STRICT;

CREATE TABLE images (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('scene', 'plate', 'other')),
  part TEXT NOT NULL,
  filename TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  unreadable TEXT,
  segment_id INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  sha256 BLOB NOT NULL
) STRICT;
CREATE INDEX images_by_event ON images (event_id);

CREATE TRIGGER image_added AFTER INSERT ON images BEGIN
  INSERT INTO segments (id, images, bytes, end) VALUES (NEW.segment_id, 1, NEW.size, NEW.offset + NEW.size)
  ON CONFLICT (id) DO UPDATE SET images = images + 1, bytes = bytes + NEW.size, end = max(end, NEW.offset + NEW.size);
END;
CREATE TRIGGER image_removed AFTER DELETE ON images BEGIN
  UPDATE segments SET images = images - 1, bytes = bytes - OLD.size WHERE id = OLD.segment_id;
END;

CREATE TABLE reads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  plate TEXT,
  -- The plate without spaces, dashes and case, for searching.
  plate_key TEXT,
  score REAL,
  dscore REAL,
  region TEXT,
  region_score REAL,
  vehicle_type TEXT,
  vehicle_score REAL,
  make TEXT,
  model TEXT,
  make_model_score REAL,
  color TEXT,
  color_score REAL,
  orientation TEXT,
  direction REAL,
  speed REAL,
  plate_box TEXT,
  vehicle_box TEXT,
  candidates TEXT NOT NULL
) STRICT;
CREATE INDEX reads_by_event ON reads (event_id, position);
CREATE INDEX reads_by_plate ON reads (plate_key) WHERE plate_key IS NOT NULL;

CREATE TABLE cameras (
  camera TEXT PRIMARY KEY,
  events INTEGER NOT NULL,
  reads INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_added AFTER INSERT ON events BEGIN
  INSERT INTO cameras (camera, events, reads, last_seen_at) VALUES (NEW.camera, 1, NEW.read_count, NEW.received_at)
  ON CONFLICT (camera) DO UPDATE
  SET events = events + 1, reads = reads + NEW.read_count, last_seen_at = max(last_seen_at, NEW.received_at);
END;
CREATE TRIGGER event_removed AFTER DELETE ON events BEGIN
  UPDATE cameras SET events = events - 1, reads = reads - OLD.read_count WHERE camera = OLD.camera;
  DELETE FROM cameras WHERE camera = OLD.camera AND events = 0;
END;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  read_id INTEGER,
  destination_id TEXT NOT NULL,
  forwarder TEXT NOT NULL,
  camera TEXT NOT NULL,
  lane TEXT NOT NULL CHECK (lane IN ('live', 'replay')),
  status TEXT NOT NULL
    CHECK (status IN ('pending', 'sending', 'delivered', 'failed', 'expired', 'skipped', 'cancelled', 'filtered')),
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  next_attempt_at INTEGER,
  claimed_at INTEGER,
  delivered_at INTEGER,
  expires_at INTEGER,
  last_error_kind TEXT,
  last_error TEXT,
  receipt TEXT
) STRICT;
CREATE INDEX deliveries_by_event ON deliveries (event_id);
CREATE INDEX deliveries_by_status ON deliveries (destination_id, status, id);
-- The heads of the queue: the next of a destination, lane and camera is one seek, however many rows there are.
CREATE INDEX deliveries_waiting ON deliveries (destination_id, lane, camera, id) WHERE status = 'pending';
CREATE INDEX deliveries_in_backoff ON deliveries (destination_id, next_attempt_at)
  WHERE status = 'pending' AND next_attempt_at IS NOT NULL;
CREATE INDEX deliveries_perishable ON deliveries (expires_at) WHERE status = 'pending' AND expires_at IS NOT NULL;
CREATE INDEX deliveries_claimed ON deliveries (claimed_at) WHERE status = 'sending';
CREATE INDEX deliveries_done ON deliveries (destination_id, delivered_at) WHERE status = 'delivered';

CREATE TABLE delivery_counts (
  destination_id TEXT NOT NULL,
  status TEXT NOT NULL,
  -- Rows there are now.
  live INTEGER NOT NULL DEFAULT 0,
  -- Rows that retention removed.
  archived INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (destination_id, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery_ledgers (
  destination_id TEXT PRIMARY KEY,
  accepted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER delivery_added AFTER INSERT ON deliveries BEGIN
  INSERT INTO delivery_counts (destination_id, status, live) VALUES (NEW.destination_id, NEW.status, 1)
  ON CONFLICT (destination_id, status) DO UPDATE SET live = live + 1;
END;
CREATE TRIGGER delivery_moved AFTER UPDATE OF status ON deliveries WHEN OLD.status <> NEW.status BEGIN
  UPDATE delivery_counts SET live = live - 1 WHERE destination_id = OLD.destination_id AND status = OLD.status;
  INSERT INTO delivery_counts (destination_id, status, live) VALUES (NEW.destination_id, NEW.status, 1)
  ON CONFLICT (destination_id, status) DO UPDATE SET live = live + 1;
END;
CREATE TRIGGER delivery_removed AFTER DELETE ON deliveries BEGIN
  UPDATE delivery_counts SET live = live - 1 WHERE destination_id = OLD.destination_id AND status = OLD.status;
END;

CREATE TABLE attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_by_delivery ON attempts (delivery_id);

CREATE TABLE destination_states (
  destination_id TEXT PRIMARY KEY,
  paused_by TEXT,
  reason TEXT,
  since INTEGER,
  until INTEGER,
  failing_since INTEGER,
  last_success_at INTEGER
) STRICT, WITHOUT ROWID;

-- One row that the store writes to find out whether the database can be written again.
CREATE TABLE pulse (id INTEGER PRIMARY KEY CHECK (id = 1), beats INTEGER NOT NULL) STRICT;
INSERT INTO pulse (id, beats) VALUES (1, 0);
`;

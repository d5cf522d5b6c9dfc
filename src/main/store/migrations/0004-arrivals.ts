/**
 * How each webhook came, for the inspector: one narrow row, written after the sender was answered. Times are microseconds since
 * the headers were read.
 *
 * An event that is read once more by a later parser may name another camera and hold more reads: the running totals of
 * the cameras follow.
 */
export const sql = `
CREATE TABLE arrivals (
  event_id INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
  method TEXT NOT NULL,
  target TEXT NOT NULL,
  http_version TEXT NOT NULL,
  secure INTEGER NOT NULL,
  -- JSON: [name, value] each, [name, what is left of it, 1] for one that held a secret.
  headers TEXT NOT NULL,
  -- JSON: [name, filename, media type, bytes] each.
  parts TEXT NOT NULL,
  body_bytes INTEGER NOT NULL,
  body_us INTEGER NOT NULL,
  parsed_us INTEGER NOT NULL,
  flushed_us INTEGER NOT NULL,
  committed_us INTEGER NOT NULL,
  answered_us INTEGER NOT NULL
) STRICT;

CREATE TRIGGER event_read_again AFTER UPDATE OF camera, read_count ON events BEGIN
  UPDATE cameras SET events = events - 1, reads = reads - OLD.read_count WHERE camera = OLD.camera;
  DELETE FROM cameras WHERE camera = OLD.camera AND events = 0;
  INSERT INTO cameras (camera, events, reads, last_seen_at) VALUES (NEW.camera, 1, NEW.read_count, NEW.received_at)
  ON CONFLICT (camera) DO UPDATE
  SET events = events + 1, reads = reads + NEW.read_count, last_seen_at = max(last_seen_at, NEW.received_at);
END;
`;

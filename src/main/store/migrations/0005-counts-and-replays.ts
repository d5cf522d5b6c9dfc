/**
 * Running counts for the overview, and replays.
 *
 * Counts are kept per quarter of an hour, because that is what every time zone's hours and days are made of; they hold no plates,
 * and outlive what retention deletes. Reads are counted by a trigger, so that no code path can forget them; attempts as they are
 * written, because their durations are sorted into buckets that SQL cannot compute. `uncounted` says up to which ids the rows of
 * an older database are still to be counted; new rows are counted as they come.
 *
 * A replay is an order to go through the events of a time range: `cursor` is how far it came, so that it goes on after a restart.
 * What it made wait carries its id; the triggers count what became of those deliveries. Nothing is counted back when retention
 * deletes them.
 */
export const sql = `
CREATE TABLE read_counts (
  -- Quarters of an hour since the epoch.
  slot INTEGER NOT NULL,
  camera TEXT NOT NULL,
  events INTEGER NOT NULL,
  reads INTEGER NOT NULL,
  PRIMARY KEY (slot, camera)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_counted AFTER INSERT ON events BEGIN
  INSERT INTO read_counts (slot, camera, events, reads) VALUES (NEW.received_at / 900000, NEW.camera, 1, NEW.read_count)
  ON CONFLICT (slot, camera) DO UPDATE SET events = events + 1, reads = reads + NEW.read_count;
END;

CREATE TABLE attempt_counts (
  slot INTEGER NOT NULL,
  destination_id TEXT NOT NULL,
  outcome TEXT NOT NULL,
  -- How long the delivery took from receipt, see latency.ts; -1 where that is not counted.
  bucket INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (slot, destination_id, outcome, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE uncounted (rows_of TEXT PRIMARY KEY, up_to INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO uncounted (rows_of, up_to) SELECT 'events', coalesce(max(id), 0) FROM events;
INSERT INTO uncounted (rows_of, up_to) SELECT 'attempts', coalesce(max(id), 0) FROM attempts;

CREATE TABLE replays (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  destination_id TEXT NOT NULL,
  -- What was ordered, as JSON.
  orders TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled')),
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- The events that it goes through lie above first_event, up to last_event; those up to cursor are done.
  first_event INTEGER NOT NULL,
  last_event INTEGER NOT NULL,
  cursor INTEGER NOT NULL,
  kept_back INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX replays_running ON replays (id) WHERE state = 'running';

ALTER TABLE deliveries ADD COLUMN replay_id INTEGER;
CREATE INDEX deliveries_replaying ON deliveries (replay_id) WHERE replay_id IS NOT NULL AND status = 'pending';

CREATE TABLE replay_counts (
  replay_id INTEGER NOT NULL,
  status TEXT NOT NULL,
  deliveries INTEGER NOT NULL,
  PRIMARY KEY (replay_id, status)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER replayed_added AFTER INSERT ON deliveries WHEN NEW.replay_id IS NOT NULL BEGIN
  INSERT INTO replay_counts (replay_id, status, deliveries) VALUES (NEW.replay_id, NEW.status, 1)
  ON CONFLICT (replay_id, status) DO UPDATE SET deliveries = deliveries + 1;
END;
CREATE TRIGGER replayed_moved AFTER UPDATE OF status, replay_id ON deliveries
  WHEN NEW.replay_id IS NOT NULL OR OLD.replay_id IS NOT NULL BEGIN
  UPDATE replay_counts SET deliveries = deliveries - 1 WHERE replay_id = OLD.replay_id AND status = OLD.status;
  INSERT INTO replay_counts (replay_id, status, deliveries) SELECT NEW.replay_id, NEW.status, 1 WHERE NEW.replay_id IS NOT NULL
  ON CONFLICT (replay_id, status) DO UPDATE SET deliveries = deliveries + 1;
END;
`;

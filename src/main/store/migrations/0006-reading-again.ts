/**
 * Quarantined events are sent to the parser again: they are found among a million that were understood, and when one is
 * understood at last, the quarter of an hour in which it came counts its reads, where that quarter has been counted already.
 */
export const sql = `
CREATE INDEX events_quarantined ON events (received_at) WHERE kind = 'quarantined';

CREATE TRIGGER event_recounted AFTER UPDATE OF camera, read_count ON events
  WHEN OLD.id > coalesce((SELECT up_to FROM uncounted WHERE rows_of = 'events'), 0) BEGIN
  UPDATE read_counts SET events = events - 1, reads = reads - OLD.read_count
  WHERE slot = OLD.received_at / 900000 AND camera = OLD.camera;
  DELETE FROM read_counts WHERE slot = OLD.received_at / 900000 AND camera = OLD.camera AND events = 0;
  INSERT INTO read_counts (slot, camera, events, reads) VALUES (NEW.received_at / 900000, NEW.camera, 1, NEW.read_count)
  ON CONFLICT (slot, camera) DO UPDATE SET events = events + 1, reads = reads + NEW.read_count;
END;
`;

/**
 * The reads once more, some thousand to a block and column by column, for searching: see store/history/. Nothing here is written when
 * a webhook comes; blocks are made afterwards, of reads that are on disk, and made anew where they are stale or missing.
 */
export const sql = `
CREATE TABLE read_blocks (
  -- Of the first and the last read; every read between them is in the block.
  first_id INTEGER PRIMARY KEY,
  last_id INTEGER NOT NULL,
  -- 0: the columns say what the reads say. Else they are not to be used, and each read that is changed or deleted counts it up,
  -- so that who makes them anew can tell whether that happened meanwhile.
  stale INTEGER NOT NULL
) STRICT;
CREATE INDEX read_blocks_stale ON read_blocks (first_id) WHERE stale > 0;

CREATE TABLE read_columns (
  -- first_id * 32 + number of the column.
  id INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER read_removed AFTER DELETE ON reads BEGIN
  UPDATE read_blocks SET stale = stale + 1
  WHERE first_id = (SELECT max(first_id) FROM read_blocks WHERE first_id <= OLD.id) AND last_id >= OLD.id;
END;
CREATE TRIGGER read_corrected AFTER UPDATE ON reads BEGIN
  UPDATE read_blocks SET stale = stale + 1
  WHERE first_id = (SELECT max(first_id) FROM read_blocks WHERE first_id <= OLD.id) AND last_id >= OLD.id;
END;
-- The camera is a column of the blocks too.
CREATE TRIGGER event_of_reads_corrected AFTER UPDATE OF camera ON events WHEN OLD.camera <> NEW.camera BEGIN
  UPDATE read_blocks SET stale = stale + 1 WHERE first_id IN (
    SELECT (SELECT max(b.first_id) FROM read_blocks b WHERE b.first_id <= r.id) FROM reads r WHERE r.event_id = NEW.id
  );
END;
CREATE TRIGGER read_block_removed AFTER DELETE ON read_blocks BEGIN
  DELETE FROM read_columns WHERE id >= OLD.first_id * 32 AND id < OLD.first_id * 32 + 32;
END;
`;

/**
 * Plate lists: their entries, how their syncs went, and the sightings that "first sighting within" asks for. Names, colours
 * and tokens of the lists are in the settings.
 *
 * A sighting is kept only where a destination's rules ask for it, and apart from reads and deliveries: found there, a car that
 * stands before a camera all day would make every further read walk over all its earlier ones. Old ones are removed as new
 * ones come, a few at a time. No foreign key to the delivery: its row may go first, and then it counts no more.
 */
export const sql = `
CREATE TABLE list_entries (
  list_id TEXT NOT NULL,
  -- The plate without spaces, dashes and case, as it is compared.
  plate_key TEXT NOT NULL,
  plate TEXT NOT NULL,
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  -- Plate, name and note in lower case: SQLite itself lowers ASCII letters only.
  searched TEXT NOT NULL,
  PRIMARY KEY (list_id, plate_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX list_entries_by_plate ON list_entries (plate_key);

CREATE TABLE list_syncs (
  list_id TEXT PRIMARY KEY,
  synced_at INTEGER,
  failing_since INTEGER,
  problem TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE sightings (
  id INTEGER PRIMARY KEY,
  destination_id TEXT NOT NULL,
  plate_key TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL
) STRICT;
CREATE INDEX sightings_by_plate ON sightings (destination_id, plate_key, received_at);
CREATE INDEX sightings_by_time ON sightings (received_at);
`;

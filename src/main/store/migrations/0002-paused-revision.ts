/**
 * Remembers with which settings a destination was paused by the queue: new settings that came while Plate Courier was stopped
 * (an imported file) then end the pause at the next start, as they do while it runs.
 */
export const sql = `
ALTER TABLE destination_states ADD COLUMN paused_revision TEXT;
`;

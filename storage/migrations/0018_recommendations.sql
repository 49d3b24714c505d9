-- What becomes of a recommendation. 'overdue' is no state any more: the clock says it of one that
-- is given and past its deadline.
UPDATE recommendations SET state = 'given' WHERE state = 'overdue';

ALTER TABLE recommendations ADD COLUMN move_no INTEGER NOT NULL DEFAULT 0;    -- grows with each move: buttons name it
ALTER TABLE recommendations ADD COLUMN moved_at TEXT;                         -- the latest move (UTC)
ALTER TABLE recommendations ADD COLUMN moved_by INTEGER REFERENCES staff (staff_id);
ALTER TABLE recommendations ADD COLUMN state_was TEXT;                        -- what the latest move can be undone to
ALTER TABLE recommendations ADD COLUMN done_on TEXT;                          -- the day on which it was said to be carried out
ALTER TABLE recommendations ADD COLUMN done_by INTEGER REFERENCES staff (staff_id);
ALTER TABLE recommendations ADD COLUMN done_line TEXT;                        -- what was written of it
ALTER TABLE recommendations ADD COLUMN done_source TEXT;                      -- chat, phone, paper, visit (seen on the spot)
ALTER TABLE recommendations ADD COLUMN remark TEXT;                           -- why it was sent back the last time
ALTER TABLE recommendations ADD COLUMN returned_at TEXT;                      -- when (UTC)
ALTER TABLE recommendations ADD COLUMN return_no INTEGER NOT NULL DEFAULT 0;  -- times sent back
ALTER TABLE recommendations ADD COLUMN closing_visit_id INTEGER REFERENCES visits (visit_id);  -- in which it was seen to be done
UPDATE recommendations SET done_on = substr(updated_at, 1, 10), done_source = 'chat'
    WHERE state IN ('done', 'accepted');

CREATE INDEX recommendations_closed_in ON recommendations (closing_visit_id)
    WHERE closing_visit_id IS NOT NULL;

CREATE TABLE recommendation_files (
    recommendation_id INTEGER NOT NULL REFERENCES recommendations (recommendation_id),
    part TEXT NOT NULL CHECK (part IN ('given', 'done')),   -- of what is asked, of what was carried out
    return_no INTEGER NOT NULL DEFAULT 0,                   -- photos of what was sent back stay with that time
    file_id INTEGER NOT NULL REFERENCES files (file_id),
    PRIMARY KEY (recommendation_id, part, return_no, file_id)
) STRICT, WITHOUT ROWID;

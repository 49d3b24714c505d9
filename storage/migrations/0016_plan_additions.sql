-- Lines that were put into the plan with one tap are taken back with one.

CREATE TABLE plan_additions (
    plan_addition_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('spread', 'copied', 'imported')),
    year INTEGER NOT NULL,              -- of the plan
    made_by INTEGER NOT NULL REFERENCES staff (staff_id),
    made_at TEXT NOT NULL,
    undone_at TEXT                      -- taken back: its lines are removed
) STRICT;
ALTER TABLE plan_lines ADD COLUMN plan_addition_id INTEGER
    REFERENCES plan_additions (plan_addition_id);
CREATE INDEX plan_lines_addition ON plan_lines (plan_addition_id)
    WHERE plan_addition_id IS NOT NULL;

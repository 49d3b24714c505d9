-- Review of questionnaires: what was accepted with one press, and remarks to single answers.

CREATE TABLE acceptances (          -- one press of «Принять»: one sheet, or all without a flag
    acceptance_id INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id),
    made_at TEXT NOT NULL,          -- it can be undone for an hour
    made_by INTEGER NOT NULL REFERENCES staff (staff_id),
    undone_at TEXT,
    undone_by INTEGER REFERENCES staff (staff_id)
) STRICT;

CREATE TABLE acceptance_units (
    acceptance_id INTEGER NOT NULL REFERENCES acceptances (acceptance_id),
    unit_id INTEGER NOT NULL REFERENCES campaign_units (unit_id),
    submission_id INTEGER NOT NULL REFERENCES submissions (submission_id),  -- the version accepted
    earlier_id INTEGER REFERENCES acceptances (acceptance_id),  -- in force before, changed since
    PRIMARY KEY (acceptance_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE remarks (              -- what a methodist asks about one answer of a library
    remark_id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES campaign_units (unit_id),
    question TEXT NOT NULL,         -- its path in the form
    remark TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (staff_id),
    made_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'written'   -- written = not sent to the library yet
        CHECK (state IN ('written', 'open', 'corrected', 'explained', 'withdrawn')),
    sent_at TEXT,                   -- NULL: it is still written
    return_no INTEGER,              -- of the unit: which return it went with
    submission_id INTEGER REFERENCES submissions (submission_id),   -- the version that it is about
    was TEXT,                       -- JSON: the answer at that time; NULL: there was none
    became TEXT,                    -- JSON: the answer that settled it, where corrected
    explanation TEXT,               -- the library's line, where explained
    settled_at TEXT,
    settled_by INTEGER REFERENCES staff (staff_id),
    CHECK ((state IN ('written', 'open')) = (settled_at IS NULL))
) STRICT;
CREATE INDEX remarks_of ON remarks (unit_id);
CREATE UNIQUE INDEX remarks_written ON remarks (unit_id, question, made_by) WHERE state = 'written';
CREATE UNIQUE INDEX remarks_open ON remarks (unit_id, question) WHERE state = 'open';

-- In force; stays when the answers change afterwards, so that the change is seen.
ALTER TABLE campaign_units ADD COLUMN acceptance_id INTEGER REFERENCES acceptances (acceptance_id);
ALTER TABLE campaign_units ADD COLUMN returned_at TEXT;
ALTER TABLE campaign_units ADD COLUMN returned_by INTEGER REFERENCES staff (staff_id);
ALTER TABLE campaign_units ADD COLUMN return_no INTEGER NOT NULL DEFAULT 0;     -- how often
-- The acceptance of the last sheet, which has closed the campaign; NULL: the head did.
ALTER TABLE campaigns ADD COLUMN closed_with INTEGER REFERENCES acceptances (acceptance_id);

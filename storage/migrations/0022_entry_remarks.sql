-- Remarks to single answers of contest entries, as those to questionnaires (0011).

CREATE TABLE entry_remarks (        -- what a methodist asks about one answer of an entry
    remark_id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries (entry_id),
    question TEXT NOT NULL,         -- its path in the form
    remark TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (staff_id),
    made_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'written'   -- written = not sent to the authors yet
        CHECK (state IN ('written', 'open', 'corrected', 'explained', 'withdrawn')),
    sent_at TEXT,                   -- NULL: it is still written
    return_no INTEGER,              -- of the entry: which return it went with
    was TEXT,                       -- JSON: the answer at that time; NULL: there was none
    became TEXT,                    -- JSON: the answer that settled it, where corrected
    explanation TEXT,               -- the authors' line, where explained
    settled_at TEXT,
    settled_by INTEGER REFERENCES staff (staff_id),
    CHECK ((state IN ('written', 'open')) = (settled_at IS NULL))
) STRICT;
CREATE INDEX entry_remarks_of ON entry_remarks (entry_id);
CREATE UNIQUE INDEX entry_remarks_written ON entry_remarks (entry_id, question, made_by)
    WHERE state = 'written';
CREATE UNIQUE INDEX entry_remarks_open ON entry_remarks (entry_id, question) WHERE state = 'open';

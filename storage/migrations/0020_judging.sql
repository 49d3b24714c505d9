-- Contests to the end: how a contest is judged, who scores which entry, results and awards.

ALTER TABLE contests DROP COLUMN awards;            -- a table of their own, below
ALTER TABLE contests ADD COLUMN average TEXT NOT NULL DEFAULT 'mean'            -- of the jurors' points
    CHECK (average IN ('mean', 'median'));
ALTER TABLE contests ADD COLUMN tie_rule TEXT NOT NULL DEFAULT 'shared'         -- where all criteria are equal, too:
    CHECK (tie_rule IN ('shared', 'chairman'));                                 -- a shared place, the casting vote
ALTER TABLE contests ADD COLUMN ranks_in TEXT NOT NULL DEFAULT 'contest'        -- where places are counted
    CHECK (ranks_in IN ('contest', 'nomination'));
ALTER TABLE contests ADD COLUMN tells_all INTEGER NOT NULL DEFAULT 0;           -- 1: everyone hears place and points
ALTER TABLE contests ADD COLUMN continued_from INTEGER REFERENCES contests (contest_id);    -- last year's
ALTER TABLE contests ADD COLUMN announced_at TEXT;          -- NULL: only the department knows of it
ALTER TABLE contests ADD COLUMN announced_by INTEGER REFERENCES staff (staff_id);
ALTER TABLE contests ADD COLUMN handed_at TEXT;             -- to the jury; NULL: it sees no entries yet
ALTER TABLE contests ADD COLUMN handed_by INTEGER REFERENCES staff (staff_id);
ALTER TABLE contests ADD COLUMN judged_at TEXT;             -- NULL: points can still be changed
ALTER TABLE contests ADD COLUMN judged_by INTEGER REFERENCES staff (staff_id);  -- NULL: by itself, its time was over
ALTER TABLE contests ADD COLUMN published_at TEXT;          -- NULL: the results are sealed
ALTER TABLE contests ADD COLUMN published_by INTEGER REFERENCES staff (staff_id);
UPDATE contests SET announced_at = created_at;

CREATE TABLE contest_awards (
    award_id INTEGER PRIMARY KEY,
    contest_id INTEGER NOT NULL REFERENCES contests (contest_id),
    position INTEGER NOT NULL,      -- the highest first
    kind TEXT NOT NULL CHECK (kind IN ('degree', 'encouragement', 'special')),
    degree INTEGER CHECK ((kind = 'degree') = (degree IS NOT NULL)),    -- 1, 2, 3: given for that place
    name_ru TEXT NOT NULL,          -- диплом I степени
    name_be TEXT,
    UNIQUE (contest_id, position)
) STRICT;

-- An entry of a reader carries no name («читатель, 11 лет» or a motto). The name is stored only
-- where the institution switched that on, with the day of the written consent (law 99-Z).
ALTER TABLE entries ADD COLUMN motto TEXT;
ALTER TABLE entries ADD COLUMN reader_age INTEGER;          -- years
ALTER TABLE entries ADD COLUMN reader_name TEXT;
ALTER TABLE entries ADD COLUMN reader_consent_on TEXT;

CREATE TABLE deals (                -- which juror scores which entry
    entry_id INTEGER NOT NULL REFERENCES entries (entry_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    dealt_at TEXT NOT NULL,
    PRIMARY KEY (entry_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deals_of ON deals (staff_id);

ALTER TABLE judgements ADD COLUMN passed_at TEXT;           -- the remark may go to the participant
ALTER TABLE judgements ADD COLUMN passed_by INTEGER REFERENCES staff (staff_id);

DROP TABLE scores;                  -- nothing was ever written to it
CREATE TABLE scores (
    entry_id INTEGER NOT NULL,
    staff_id INTEGER NOT NULL,
    criterion_id INTEGER NOT NULL REFERENCES criteria (criterion_id),
    points INTEGER NOT NULL CHECK (points >= 0),
    PRIMARY KEY (entry_id, staff_id, criterion_id),
    FOREIGN KEY (entry_id, staff_id) REFERENCES judgements (entry_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE casting_votes (        -- the chairman's order of entries that all criteria leave equal
    entry_id INTEGER PRIMARY KEY REFERENCES entries (entry_id),
    rank INTEGER NOT NULL,          -- 1: before the others
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    cast_at TEXT NOT NULL
) STRICT;

DROP TABLE results;                 -- nothing was ever written to it
CREATE TABLE results (              -- counted when the judging ends; sealed until published
    entry_id INTEGER PRIMARY KEY REFERENCES entries (entry_id),
    points REAL NOT NULL,           -- average of the jurors' weighted points
    jurors INTEGER NOT NULL,        -- how many scored it
    place INTEGER,                  -- several entries may share one; NULL: nobody scored it
    decided_by TEXT NOT NULL        -- what set it apart from the next ones
        CHECK (decided_by IN ('points', 'criterion', 'chairman', 'shared')),
    criterion_id INTEGER REFERENCES criteria (criterion_id),    -- where a criterion decided
    award_id INTEGER REFERENCES contest_awards (award_id),
    award_words TEXT                -- of a special award: за что
) STRICT;

CREATE TABLE entry_forwards (       -- winners put forward to the contest of the region
    entry_id INTEGER PRIMARY KEY REFERENCES entries (entry_id),
    forwarded_at TEXT NOT NULL,
    forwarded_by INTEGER NOT NULL REFERENCES staff (staff_id)
) STRICT;

CREATE TABLE templates (            -- the institution's own Word files
    code TEXT PRIMARY KEY,          -- diploma_ru, diploma_be
    file_id INTEGER NOT NULL REFERENCES files (file_id),
    put_at TEXT NOT NULL,
    put_by INTEGER NOT NULL REFERENCES staff (staff_id)
) STRICT, WITHOUT ROWID;

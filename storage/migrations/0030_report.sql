-- The annual report: corrections of numbers, editions of what was made, rows of the state form.

CREATE TABLE measure_corrections (  -- what is not in the records: «по бумажному журналу за январь-август: 96»
    correction_id INTEGER PRIMARY KEY,
    measure TEXT NOT NULL,          -- its name in storage/measures.py
    first_on TEXT NOT NULL,         -- the time that it is for, both days included
    last_on TEXT NOT NULL,
    library_id INTEGER REFERENCES libraries (library_id),   -- NULL: of the whole network
    number REAL NOT NULL CHECK (number <> 0),               -- added to what is recorded; below 0: taken off
    ground TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (staff_id),
    removed_at TEXT,
    removed_by INTEGER REFERENCES staff (staff_id),
    removed_why TEXT,
    CHECK (first_on <= last_on)
) STRICT;
CREATE INDEX measure_corrections_of ON measure_corrections (measure, first_on) WHERE removed_at IS NULL;

CREATE TABLE report_editions (      -- what has the same content is the same edition
    edition_id INTEGER PRIMARY KEY,
    span TEXT NOT NULL,             -- year:2026-1, or own days: 20260110-20260325
    edition INTEGER NOT NULL,       -- from 1
    digest TEXT NOT NULL,           -- SHA-256 of what the report says
    standing TEXT NOT NULL CHECK (standing IN ('open', 'partly', 'closed')),    -- of the period then
    made_at TEXT NOT NULL,
    made_by INTEGER REFERENCES staff (staff_id),            -- NULL: the command line
    UNIQUE (span, edition)
) STRICT;

CREATE TABLE statistical_rows (     -- rows of the state statistical form
    year INTEGER NOT NULL,
    code TEXT NOT NULL,             -- the number of the row in the form
    position INTEGER NOT NULL,
    wording_ru TEXT NOT NULL,
    wording_be TEXT,
    measure TEXT,                   -- its name in storage/measures.py; NULL: filled in by hand
    PRIMARY KEY (year, code)
) STRICT, WITHOUT ROWID;

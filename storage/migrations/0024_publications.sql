-- Scenario collections and methodical publications: what there is, what is asked for, what is used.

CREATE TABLE publications (
    publication_id INTEGER PRIMARY KEY,
    series TEXT NOT NULL CHECK (series IN ('scenarios', 'methodical')),
    kind TEXT NOT NULL,             -- collection, index, memo, ... (bot/rules/publications.py)
    genre TEXT,                     -- a free label beside or instead of the kind: библиопанорама
    title TEXT NOT NULL,            -- without quotation marks; never translated
    subtitle TEXT,
    theme TEXT,                     -- a phrase for the report: по правовому и гражданскому воспитанию
    about TEXT,                     -- what is in it, for finding it
    issued_year INTEGER NOT NULL,
    content_year INTEGER,           -- the year it is for, where that is another matter
    issued_on TEXT,                 -- where the day is known
    authors TEXT,                   -- as printed
    event TEXT,                     -- what it came from, in words
    contest_id INTEGER REFERENCES contests (contest_id),    -- or the contest it came from
    pages INTEGER CHECK (pages > 0),
    print_run INTEGER CHECK (print_run > 0),
    link TEXT,
    in_report INTEGER NOT NULL DEFAULT 1,   -- 0: behind «и др.»
    position INTEGER NOT NULL DEFAULT 0,    -- order in the report
    announced_at TEXT,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL REFERENCES staff (staff_id),
    removed_at TEXT
) STRICT;
CREATE INDEX publications_of ON publications (issued_year, series);

CREATE TABLE publication_files (
    publication_id INTEGER NOT NULL REFERENCES publications (publication_id),
    position INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES files (file_id),
    PRIMARY KEY (publication_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE publication_authors (  -- colleagues among the authors
    publication_id INTEGER NOT NULL REFERENCES publications (publication_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    PRIMARY KEY (publication_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE publication_days (     -- days of the year that it is for: 9 мая
    publication_id INTEGER NOT NULL REFERENCES publications (publication_id),
    month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
    PRIMARY KEY (publication_id, month, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_days_on ON publication_days (month, day);

CREATE TABLE publication_opens (    -- how often a file was asked for; never by whom
    publication_id INTEGER NOT NULL REFERENCES publications (publication_id),
    opened_on TEXT NOT NULL,
    opens INTEGER NOT NULL,
    PRIMARY KEY (publication_id, opened_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE publication_uses (     -- «Использовали у себя»
    use_id INTEGER PRIMARY KEY,
    publication_id INTEGER NOT NULL REFERENCES publications (publication_id),
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    used_on TEXT NOT NULL,
    people INTEGER CHECK (people >= 0),     -- who came
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    created_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX publication_uses_of ON publication_uses (publication_id);

CREATE TABLE material_requests (    -- «нужен сценарий ко Дню матери до 1 октября»
    request_id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),      -- who asks
    visit_id INTEGER REFERENCES visits (visit_id),              -- asked at this visit
    wish TEXT NOT NULL,             -- as typed
    for_on TEXT,                    -- the day it is for
    wanted_on TEXT,                 -- not later than this day
    asked_at TEXT NOT NULL,
    taken_by INTEGER REFERENCES staff (staff_id),
    taken_at TEXT,
    answer TEXT,
    publication_id INTEGER REFERENCES publications (publication_id),    -- what was sent, or what it became
    answered_by INTEGER REFERENCES staff (staff_id),
    answered_at TEXT,
    cancelled_at TEXT               -- by who asked
) STRICT;
CREATE INDEX material_requests_open ON material_requests (request_id)
    WHERE answered_at IS NULL AND cancelled_at IS NULL;

CREATE TABLE material_request_files (       -- what was sent in answer
    request_id INTEGER NOT NULL REFERENCES material_requests (request_id),
    position INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES files (file_id),
    PRIMARY KEY (request_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE memorable_days (       -- the calendar of anniversaries and memorable dates
    memorable_id INTEGER PRIMARY KEY,
    year INTEGER,                   -- the year it is in the calendar of; NULL: every year
    month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    day INTEGER CHECK (day BETWEEN 1 AND 31),       -- NULL: some day of the month
    title_ru TEXT,
    title_be TEXT,
    since_year INTEGER,             -- of the event: 100 years since
    source TEXT,                    -- of the list: file or publication
    added_at TEXT NOT NULL,
    added_by INTEGER NOT NULL REFERENCES staff (staff_id),
    removed_at TEXT,
    CHECK (title_ru IS NOT NULL OR title_be IS NOT NULL)
) STRICT;
CREATE INDEX memorable_days_on ON memorable_days (month, day);

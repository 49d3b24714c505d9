-- Contests: nominations, criteria and limits as data; entries with materials and consents.
-- The tables of the jury are ready for it; nothing writes to them yet.

CREATE TABLE contests (
    contest_id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,            -- in its own language, without quotation marks
    subject TEXT NOT NULL DEFAULT '',       -- phrase of the annual report: на лучшую ...
    level TEXT NOT NULL DEFAULT 'district' CHECK (level IN ('district', 'region', 'country')),
    audience TEXT NOT NULL DEFAULT 'staff' CHECK (audience IN ('staff', 'readers')),
    is_continuing INTEGER NOT NULL DEFAULT 0,   -- 1: held every year
    form TEXT NOT NULL,             -- the questions of an entry: entry_press, ...
    regulation_file_id INTEGER REFERENCES files (file_id),
    opens_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,        -- entries are taken until the end of this day
    judging_until_on TEXT,
    results_on TEXT,
    least_entries INTEGER NOT NULL DEFAULT 0,   -- from one library
    most_entries INTEGER,           -- from one library; NULL: as many as they like
    is_blind INTEGER NOT NULL DEFAULT 0,        -- 1: jurors see no names
    jurors_an_entry INTEGER,        -- NULL: every juror scores every entry
    awards TEXT NOT NULL DEFAULT '[]',          -- JSON: codes of diplomas, the highest first
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE nominations (
    nomination_id INTEGER PRIMARY KEY,
    contest_id INTEGER NOT NULL REFERENCES contests (contest_id),
    position INTEGER NOT NULL,
    name_ru TEXT NOT NULL,
    name_be TEXT,
    UNIQUE (contest_id, position)
) STRICT;

CREATE TABLE criteria (
    criterion_id INTEGER PRIMARY KEY,
    contest_id INTEGER NOT NULL REFERENCES contests (contest_id),
    position INTEGER NOT NULL,      -- the first ones decide ties
    name_ru TEXT NOT NULL,
    name_be TEXT,
    most_points INTEGER NOT NULL,
    weight REAL NOT NULL DEFAULT 1,
    UNIQUE (contest_id, position)
) STRICT;

CREATE TABLE contest_materials (    -- what an entry must hold
    contest_id INTEGER NOT NULL REFERENCES contests (contest_id),
    role TEXT NOT NULL,             -- photos, before, after, scans: a repeat of the form
    least INTEGER NOT NULL,
    most INTEGER NOT NULL,
    medium_kind TEXT,               -- only for publications in such a medium; NULL: always
    PRIMARY KEY (contest_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE media (                -- newspapers, magazines, radio, television, sites
    code TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('paper', 'internet', 'air')),    -- air: radio, television
    name_ru TEXT NOT NULL,
    name_be TEXT,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO media (code, kind, name_ru, name_be, position) VALUES
    ('region', 'paper', 'Областная газета', 'Абласная газета', 10),
    ('country', 'paper', 'Республиканская газета', 'Рэспубліканская газета', 11),
    ('magazine', 'paper', 'Журнал', 'Часопіс', 12),
    ('radio', 'air', 'Радио', 'Радыё', 13),
    ('television', 'air', 'Телевидение', 'Тэлебачанне', 14),
    ('internet', 'internet', 'Интернет', 'Інтэрнэт', 15);

CREATE TABLE entries (
    entry_id INTEGER PRIMARY KEY,   -- the number on the receipt
    contest_id INTEGER NOT NULL REFERENCES contests (contest_id),
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    nomination_id INTEGER REFERENCES nominations (nomination_id),
    title TEXT NOT NULL,            -- in its own language
    medium TEXT REFERENCES media (code),    -- of a publication
    published_on TEXT,              -- of a publication
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),          -- author
    entered_by INTEGER NOT NULL REFERENCES staff (staff_id),
    source TEXT NOT NULL CHECK (source IN ('chat', 'phone', 'paper', 'other')),
    submission_id INTEGER NOT NULL REFERENCES submissions (submission_id),  -- the latest answers
    state TEXT NOT NULL DEFAULT 'submitted'     -- returned = на уточнении
        CHECK (state IN ('submitted', 'returned', 'admitted', 'withdrawn')),
    remark TEXT,                    -- the methodist's, of the latest return
    returned_at TEXT,
    returned_by INTEGER REFERENCES staff (staff_id),
    return_no INTEGER NOT NULL DEFAULT 0,       -- how many times it was returned
    late_reason TEXT,               -- why it was taken after the deadline
    submitted_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    withdrawn_reason TEXT
) STRICT;
CREATE INDEX entries_contest ON entries (contest_id, library_id);
CREATE INDEX entries_library ON entries (library_id, submitted_at);
CREATE INDEX entries_author ON entries (staff_id);
CREATE INDEX entries_returned ON entries (entry_id) WHERE state = 'returned';
CREATE INDEX entries_published ON entries (medium, published_on) WHERE medium IS NOT NULL;

CREATE TABLE entry_authors (        -- beside the author
    entry_id INTEGER NOT NULL REFERENCES entries (entry_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    PRIMARY KEY (entry_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_authors_of ON entry_authors (staff_id);

CREATE TABLE entry_files (
    entry_id INTEGER NOT NULL REFERENCES entries (entry_id),
    role TEXT NOT NULL,             -- photos, before, after, scans, scenario
    position INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES files (file_id),
    PRIMARY KEY (entry_id, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_links (
    entry_id INTEGER NOT NULL REFERENCES entries (entry_id),
    position INTEGER NOT NULL,
    url TEXT NOT NULL,              -- as it was typed
    PRIMARY KEY (entry_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_consents (       -- people in the pictures (law 455-Z, article 18)
    entry_id INTEGER NOT NULL REFERENCES entries (entry_id),
    kind TEXT NOT NULL CHECK (kind IN ('people', 'parents')),
    answer TEXT NOT NULL CHECK (answer IN ('none', 'agreed')),  -- none: nobody to be recognised
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),      -- who said so
    said_at TEXT NOT NULL,
    PRIMARY KEY (entry_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_albums (         -- where the late parts of an album belong
    draft_id INTEGER NOT NULL REFERENCES drafts (draft_id),
    album TEXT NOT NULL,            -- Telegram's media_group_id
    path TEXT NOT NULL,             -- the repeat of the form
    PRIMARY KEY (draft_id, album)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- the jury
CREATE TABLE contest_jurors (
    contest_id INTEGER NOT NULL REFERENCES contests (contest_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    duty TEXT NOT NULL DEFAULT 'juror' CHECK (duty IN ('juror', 'chairman', 'secretary')),
    PRIMARY KEY (contest_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE judgements (           -- of one juror about one entry
    entry_id INTEGER NOT NULL REFERENCES entries (entry_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    has_conflict INTEGER NOT NULL DEFAULT 0,    -- 1: the juror is concerned and does not score
    remark TEXT,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (entry_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE scores (
    entry_id INTEGER NOT NULL REFERENCES entries (entry_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    criterion_id INTEGER NOT NULL REFERENCES criteria (criterion_id),
    points REAL NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (entry_id, staff_id, criterion_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE results (
    entry_id INTEGER PRIMARY KEY REFERENCES entries (entry_id),
    points REAL NOT NULL,           -- mean of the jurors' weighted points
    place INTEGER,                  -- several entries may share one
    award TEXT,                     -- code of the contest's awards
    published_at TEXT               -- NULL: sealed
) STRICT;

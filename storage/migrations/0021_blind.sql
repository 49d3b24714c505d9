-- Blind contests: the materials without what tells whose they are, and what a person let through.

CREATE TABLE clean_files (          -- what came of cleansing a file; made once, when it is wanted
    file_id INTEGER PRIMARY KEY REFERENCES files (file_id),
    state TEXT NOT NULL CHECK (state IN ('clean', 'held')),     -- held: it cannot be cleansed
    sha256 TEXT CHECK ((state = 'clean') = (sha256 IS NOT NULL)),   -- names the clean bytes
    ending TEXT CHECK ((state = 'clean') = (ending IS NOT NULL)),   -- .jpg, .pdf, .docx, ...
    cleansed_at TEXT NOT NULL,
    released_at TEXT,               -- the jury may have it as it is
    released_by INTEGER REFERENCES staff (staff_id)
) STRICT;

CREATE TABLE link_releases (        -- links tell whose an entry is: hidden until one lets them
    entry_id INTEGER PRIMARY KEY REFERENCES entries (entry_id),
    released_at TEXT NOT NULL,
    released_by INTEGER NOT NULL REFERENCES staff (staff_id)
) STRICT;

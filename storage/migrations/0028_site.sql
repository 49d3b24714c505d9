-- News for the institution's site, and the log of what was put there.

CREATE TABLE news (
    news_id INTEGER PRIMARY KEY,
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    title TEXT NOT NULL,            -- in its own language, as the text
    happened_on TEXT NOT NULL,      -- the day of what it tells of
    body TEXT NOT NULL,             -- paragraphs, an empty line between two
    people INTEGER CHECK (people >= 0),         -- who came
    language TEXT NOT NULL CHECK (language IN ('ru', 'be', 'en')),     -- that it is written in
    subject TEXT CHECK (subject IN ('visits', 'rounds', 'contests', 'sessions')),
    subject_id INTEGER,             -- the record that it was begun from
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),             -- author
    state TEXT NOT NULL DEFAULT 'sent'
        CHECK (state IN ('sent', 'returned', 'published', 'withdrawn')),
    revision INTEGER NOT NULL DEFAULT 1,        -- grows with each change of what it says
    remark TEXT,                    -- the editor's, of the latest return
    returned_at TEXT,
    returned_by INTEGER REFERENCES staff (staff_id),
    return_no INTEGER NOT NULL DEFAULT 0,       -- how many times it was returned
    feed_id TEXT UNIQUE,            -- its name in the feed, for ever; since the first publication
    published_at TEXT,              -- for the first time
    published_by INTEGER REFERENCES staff (staff_id),
    withdrawn_at TEXT,
    withdrawn_by INTEGER REFERENCES staff (staff_id),
    withdrawn_why TEXT,
    sent_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX news_author ON news (staff_id, sent_at);
CREATE INDEX news_library ON news (library_id, sent_at);
CREATE INDEX news_open ON news (news_id) WHERE state IN ('sent', 'returned');
CREATE INDEX news_published ON news (happened_on) WHERE state = 'published';

CREATE TABLE news_photos (
    news_id INTEGER NOT NULL REFERENCES news (news_id),
    position INTEGER NOT NULL,      -- the order on the page, from 1
    file_id INTEGER NOT NULL REFERENCES files (file_id),
    alt TEXT NOT NULL DEFAULT '',   -- what is seen, for who cannot see it; '': not written yet
    people TEXT CHECK (people IN ('none', 'agreed', 'refused')),       -- NULL: nobody has said
    parents TEXT CHECK (parents IN ('none', 'agreed', 'refused')),     -- of children in it
    said_by INTEGER REFERENCES staff (staff_id),                       -- who answers for that
    said_at TEXT,
    PRIMARY KEY (news_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX news_photos_of ON news_photos (file_id);

-- Pages of newspapers that people sent to contests: never put on the site (copyright).
CREATE VIEW press_scans AS
SELECT f.file_id, f.unique_id, f.sha256
FROM entry_files AS ef JOIN entries AS e USING (entry_id) JOIN files AS f USING (file_id)
WHERE ef.role = 'scans' OR e.medium IS NOT NULL;

CREATE TABLE site_log (             -- what was put on the site, by the bot or by hand
    log_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('news', 'publication', 'results', 'other')),
    title TEXT NOT NULL,            -- in its own language
    put_on TEXT NOT NULL,           -- the institution's day
    url TEXT,                       -- NULL: its address is not known
    library_id INTEGER REFERENCES libraries (library_id),      -- NULL: of the whole institution
    news_id INTEGER UNIQUE REFERENCES news (news_id),          -- put there by the bot
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),     -- who put it there
    created_at TEXT NOT NULL,
    removed_at TEXT,                -- taken off the site, or written by mistake
    removed_by INTEGER REFERENCES staff (staff_id),
    removed_why TEXT
) STRICT;
CREATE INDEX site_log_on ON site_log (put_on);

CREATE TABLE site_feed (            -- one row: what the feed is called for ever
    feed_id TEXT NOT NULL
) STRICT;
INSERT INTO site_feed VALUES ('urn:uuid:' || lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
    || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))));

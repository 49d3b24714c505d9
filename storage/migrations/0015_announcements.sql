-- Announcements of the department: whom they are for, when they go, who has read them.

CREATE TABLE announcements (
    announcement_id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    audience TEXT NOT NULL,         -- all, librarians, ... (bot/rules/audiences.py)
    chosen TEXT NOT NULL DEFAULT '[]',  -- JSON: codes of libraries, or of the one group
    send_at TEXT NOT NULL,          -- UTC; not earlier; outside quiet hours unless it is silent
    is_silent INTEGER NOT NULL DEFAULT 0,
    made_by INTEGER NOT NULL REFERENCES staff (staff_id),
    made_at TEXT NOT NULL,
    sent_at TEXT,                   -- NULL: it waits, unless it is cancelled
    cancelled_at TEXT,
    CHECK (sent_at IS NULL OR cancelled_at IS NULL)
) STRICT;
CREATE INDEX announcements_waiting ON announcements (send_at)
    WHERE sent_at IS NULL AND cancelled_at IS NULL;

CREATE TABLE announcement_files (
    announcement_id INTEGER NOT NULL REFERENCES announcements (announcement_id),
    position INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES files (file_id),
    PRIMARY KEY (announcement_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE announcement_readers ( -- those it was for when it went; who comes later is not
    announcement_id INTEGER NOT NULL REFERENCES announcements (announcement_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    is_reached INTEGER NOT NULL,    -- 0: no Telegram, to be telephoned
    read_at TEXT,                   -- «Прочитано»
    reminded_at TEXT,               -- once
    PRIMARY KEY (announcement_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcement_unread ON announcement_readers (staff_id) WHERE read_at IS NULL;

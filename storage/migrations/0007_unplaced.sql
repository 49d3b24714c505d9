-- Files sent outside a form, until it is said what they are for: no other question loses them.

CREATE TABLE unplaced (
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    mark INTEGER NOT NULL,          -- the message_id of the first file, as the question's buttons name it
    text TEXT NOT NULL,             -- the caption
    media TEXT NOT NULL,            -- JSON list: the files as Telegram describes them, not fetched
    album TEXT NOT NULL,            -- Telegram's media_group_id; '' for a file alone
    sent_at TEXT NOT NULL,
    PRIMARY KEY (staff_id, mark)
) STRICT, WITHOUT ROWID;

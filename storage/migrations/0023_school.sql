-- The school of library mastery: classes, sessions, who comes, who was there, certificates.

CREATE TABLE classes (              -- one class of one year
    class_id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,            -- «Азы»; never translated
    year INTEGER NOT NULL,
    profile_ru TEXT,                -- whom it is for and what it teaches
    profile_be TEXT,
    teacher_id INTEGER REFERENCES staff (staff_id),         -- its curator
    threshold_percent INTEGER NOT NULL DEFAULT 75           -- of its hours, for a certificate
        CHECK (threshold_percent BETWEEN 0 AND 100),
    position INTEGER NOT NULL,      -- order in lists
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL REFERENCES staff (staff_id),
    UNIQUE (title, year)
) STRICT;

CREATE TABLE class_members (
    class_id INTEGER NOT NULL REFERENCES classes (class_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    since_on TEXT NOT NULL,         -- sessions before this day are not theirs to attend
    until_on TEXT,                  -- the first day without them
    PRIMARY KEY (class_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX class_members_of ON class_members (staff_id);

CREATE TABLE sessions (
    session_id INTEGER PRIMARY KEY,
    class_id INTEGER NOT NULL REFERENCES classes (class_id),
    held_on TEXT NOT NULL,          -- the institution's day
    begins_at TEXT NOT NULL,        -- the institution's time, 10:00
    ends_at TEXT NOT NULL,          -- the same day
    hours REAL NOT NULL CHECK (hours > 0),                  -- of teaching
    form TEXT NOT NULL CHECK (form IN ('lecture', 'practice', 'internship', 'field', 'online')),
    topic TEXT NOT NULL,
    teacher_id INTEGER REFERENCES staff (staff_id),
    teacher_name TEXT,              -- of a guest
    place TEXT,
    link TEXT,                      -- of one held online, or of materials
    code TEXT NOT NULL,             -- 4 digits, for marking oneself; new with each change of time
    token TEXT NOT NULL UNIQUE,     -- of the QR code
    feedback TEXT,                  -- the code of the questionnaire asked afterwards
    announced_at TEXT,              -- NULL: only the department knows of it
    changed INTEGER NOT NULL DEFAULT 0,                     -- how often members were told of a change
    rolled_at TEXT,                 -- «Готово» of the roll call
    cancelled_at TEXT,
    cancelled_why TEXT,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL REFERENCES staff (staff_id)
) STRICT;
CREATE INDEX sessions_of ON sessions (class_id, held_on);
CREATE INDEX sessions_on ON sessions (held_on);

CREATE TABLE session_files (        -- materials
    session_id INTEGER NOT NULL REFERENCES sessions (session_id),
    position INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES files (file_id),
    PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_replies (      -- «Приду», «Не смогу»
    session_id INTEGER NOT NULL REFERENCES sessions (session_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    is_coming INTEGER NOT NULL,
    reason TEXT,
    replied_at TEXT NOT NULL,
    PRIMARY KEY (session_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance (           -- who has no row was not looked at yet
    session_id INTEGER NOT NULL REFERENCES sessions (session_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    is_present INTEGER NOT NULL,
    reason TEXT,                    -- of an absence
    way TEXT NOT NULL CHECK (way IN ('roll', 'code', 'qr', 'paper')),
    marked_at TEXT NOT NULL,
    marked_by INTEGER NOT NULL REFERENCES staff (staff_id),
    PRIMARY KEY (session_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_of ON attendance (staff_id);

CREATE TABLE session_feedback (     -- answers to `sessions.feedback`
    session_id INTEGER NOT NULL REFERENCES sessions (session_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    form TEXT NOT NULL,
    version INTEGER NOT NULL,
    answers TEXT NOT NULL,          -- JSON
    sent_at TEXT NOT NULL,
    PRIMARY KEY (session_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE certificates (
    certificate_id INTEGER PRIMARY KEY,     -- the number in the register
    number TEXT NOT NULL UNIQUE,            -- printed on it, with a random part of 50 bits: nobody guesses it
    class_id INTEGER NOT NULL REFERENCES classes (class_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    hours REAL NOT NULL,                    -- attended
    issued_on TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    issued_by INTEGER NOT NULL REFERENCES staff (staff_id),
    revoked_at TEXT,
    revoked_why TEXT
) STRICT;
CREATE UNIQUE INDEX certificates_in_force ON certificates (class_id, staff_id) WHERE revoked_at IS NULL;

CREATE TABLE tries (                -- at a code or a number, so that nobody tries them all
    what TEXT NOT NULL CHECK (what IN ('session', 'certificate')),
    user_id INTEGER NOT NULL,       -- Telegram's
    tried_at TEXT NOT NULL
) STRICT;
CREATE INDEX tries_of ON tries (what, user_id, tried_at);

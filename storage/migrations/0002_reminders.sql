-- Signs of life, and questions to the department.

CREATE TABLE marks (                -- when something was last seen or done
    name TEXT PRIMARY KEY,          -- alive, upkeep
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE questions (            -- «Написать методисту»
    question_id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),      -- who asks
    question TEXT NOT NULL,
    media TEXT NOT NULL DEFAULT '[]',   -- JSON: what Telegram said of the files, sent on by their id
    asked_at TEXT NOT NULL,
    answer TEXT,
    answered_by INTEGER REFERENCES staff (staff_id),
    answered_at TEXT
) STRICT;
CREATE INDEX questions_open ON questions (question_id) WHERE answered_at IS NULL;

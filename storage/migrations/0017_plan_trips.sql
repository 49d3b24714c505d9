-- What a trip planned on a day is asked about and told by: its calendar file, its question at 17:00.

ALTER TABLE plan_trips ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;  -- SEQUENCE of its .ics
ALTER TABLE plan_trips ADD COLUMN tells_libraries INTEGER NOT NULL DEFAULT 0
    CHECK (tells_libraries IN (0, 1));  -- the librarians are told that somebody comes
-- The trip that a line was made for; NULL: it stood in the plan before.
ALTER TABLE plan_lines ADD COLUMN made_for INTEGER REFERENCES plan_trips (plan_trip_id);

CREATE TABLE plan_trip_questions (      -- «Записать остальные?»: what each traveller was asked
    plan_trip_id INTEGER NOT NULL REFERENCES plan_trips (plan_trip_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    asked_at TEXT NOT NULL,
    closed_at TEXT,                     -- since when the message says what became of it
    again_on TEXT,                      -- «Напомнить завтра»: the day of that morning
    PRIMARY KEY (plan_trip_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_trip_questions_open ON plan_trip_questions (plan_trip_id)
    WHERE closed_at IS NULL;

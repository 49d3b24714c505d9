-- The plan of visits: libraries by months, and trips planned on a day.

CREATE TABLE plan_trips (               -- a trip planned on a day
    plan_trip_id INTEGER PRIMARY KEY,
    goes_on TEXT NOT NULL,
    leaves_at TEXT,                     -- local HH:MM; NULL: not said
    transport TEXT,                     -- code of the visit form's list
    note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'planned'
        CHECK (state IN ('planned', 'cancelled')),      -- made or not follows from its lines
    reason TEXT CHECK (reason IN ('transport', 'roads', 'work', 'leave', 'other')),
    reason_text TEXT,                   -- own words beside the button
    made_by INTEGER NOT NULL REFERENCES staff (staff_id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX plan_trips_on ON plan_trips (goes_on) WHERE state = 'planned';

CREATE TABLE plan_trip_travellers (
    plan_trip_id INTEGER NOT NULL REFERENCES plan_trips (plan_trip_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    PRIMARY KEY (plan_trip_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_trip_travellers_of ON plan_trip_travellers (staff_id);

CREATE TABLE plan_lines (               -- one visit that is planned: a library in a month
    plan_line_id INTEGER PRIMARY KEY,
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    approved_month TEXT NOT NULL        -- 'YYYY-MM', where it entered the plan
        CHECK (approved_month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    month TEXT NOT NULL                 -- where it stands now; another month: moved
        CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    staff_id INTEGER REFERENCES staff (staff_id),       -- the methodist; NULL: nobody yet
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'done', 'cancelled')),
    reason TEXT CHECK (reason IN ('transport', 'roads', 'work', 'leave', 'other')),
    reason_text TEXT,                   -- why it was moved last, or cancelled; own words
    plan_trip_id INTEGER REFERENCES plan_trips (plan_trip_id),
    position INTEGER,                   -- order within the trip, from 1
    visit_id INTEGER REFERENCES visits (visit_id),      -- the visit that ticked it
    made_by INTEGER REFERENCES staff (staff_id),        -- NULL: an import
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed_at TEXT,                    -- taken out as a slip, not cancelled
    CHECK ((state = 'done') = (visit_id IS NOT NULL)),
    CHECK (state <> 'cancelled' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX plan_lines_library ON plan_lines (library_id, month) WHERE removed_at IS NULL;
CREATE INDEX plan_lines_month ON plan_lines (month) WHERE removed_at IS NULL;
CREATE INDEX plan_lines_trip ON plan_lines (plan_trip_id);
CREATE UNIQUE INDEX plan_lines_visit ON plan_lines (visit_id) WHERE visit_id IS NOT NULL;

-- A visit ticks the line of the trip planned for its day; else that of its month; else the oldest
-- one left behind that year; else the next one of its quarter (done ahead). Else it is off the plan.
-- All ways to a visit (chat, paper, import, a change of the day, a removal) lead through here.
CREATE TRIGGER visit_ticks_plan AFTER INSERT ON visits
WHEN NEW.removed_at IS NULL AND NEW.outcome = 'held' BEGIN
    UPDATE plan_lines SET state = 'done', visit_id = NEW.visit_id, updated_at = NEW.updated_at
    WHERE plan_line_id = (
        SELECT l.plan_line_id FROM plan_lines AS l
        LEFT JOIN plan_trips AS t
            ON t.plan_trip_id = l.plan_trip_id AND t.goes_on = NEW.visited_on
                AND t.state = 'planned'
        WHERE l.library_id = NEW.library_id AND l.state = 'planned' AND l.removed_at IS NULL
            AND substr(l.month, 1, 4) = substr(NEW.visited_on, 1, 4)
            AND (l.month <= substr(NEW.visited_on, 1, 7)
                OR (substr(l.month, 6) + 2) / 3 = (substr(NEW.visited_on, 6, 2) + 2) / 3)
        ORDER BY t.plan_trip_id IS NULL,
            l.month <> substr(NEW.visited_on, 1, 7),
            l.month > substr(NEW.visited_on, 1, 7), l.month, l.plan_line_id
        LIMIT 1
    );
END;
CREATE TRIGGER visit_moves_tick AFTER UPDATE OF outcome, visited_on, removed_at, library_id ON visits
WHEN OLD.outcome <> NEW.outcome OR OLD.visited_on <> NEW.visited_on
    OR OLD.library_id <> NEW.library_id OR OLD.removed_at IS NOT NEW.removed_at BEGIN
    UPDATE plan_lines SET state = 'planned', visit_id = NULL, updated_at = NEW.updated_at
        WHERE visit_id = NEW.visit_id;
    UPDATE plan_lines SET state = 'done', visit_id = NEW.visit_id, updated_at = NEW.updated_at
    WHERE NEW.removed_at IS NULL AND NEW.outcome = 'held'
        AND NOT EXISTS (SELECT 1 FROM plan_lines WHERE visit_id = NEW.visit_id)
        AND plan_line_id = (
        SELECT l.plan_line_id FROM plan_lines AS l
        LEFT JOIN plan_trips AS t
            ON t.plan_trip_id = l.plan_trip_id AND t.goes_on = NEW.visited_on
                AND t.state = 'planned'
        WHERE l.library_id = NEW.library_id AND l.state = 'planned' AND l.removed_at IS NULL
            AND substr(l.month, 1, 4) = substr(NEW.visited_on, 1, 4)
            AND (l.month <= substr(NEW.visited_on, 1, 7)
                OR (substr(l.month, 6) + 2) / 3 = (substr(NEW.visited_on, 6, 2) + 2) / 3)
        ORDER BY t.plan_trip_id IS NULL,
            l.month <> substr(NEW.visited_on, 1, 7),
            l.month > substr(NEW.visited_on, 1, 7), l.month, l.plan_line_id
        LIMIT 1
    );
END;
-- A line that is made, moved or opened again is ticked by a visit of its month that ticks no other.
CREATE TRIGGER plan_line_made AFTER INSERT ON plan_lines
WHEN NEW.state = 'planned' AND NEW.removed_at IS NULL BEGIN
    UPDATE plan_lines SET state = 'done', visit_id = (
        SELECT v.visit_id FROM visits AS v
        WHERE v.library_id = NEW.library_id
            AND v.visited_on BETWEEN NEW.month || '-01' AND NEW.month || '-31'
            AND v.outcome = 'held' AND v.removed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM plan_lines AS other WHERE other.visit_id = v.visit_id)
        ORDER BY v.visited_on, v.visit_id LIMIT 1
    )
    WHERE plan_line_id = NEW.plan_line_id AND EXISTS (
        SELECT 1 FROM visits AS v
        WHERE v.library_id = NEW.library_id
            AND v.visited_on BETWEEN NEW.month || '-01' AND NEW.month || '-31'
            AND v.outcome = 'held' AND v.removed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM plan_lines AS other WHERE other.visit_id = v.visit_id)
    );
END;
CREATE TRIGGER plan_line_opened AFTER UPDATE OF state, month ON plan_lines
WHEN NEW.state = 'planned' AND NEW.removed_at IS NULL BEGIN
    UPDATE plan_lines SET state = 'done', visit_id = (
        SELECT v.visit_id FROM visits AS v
        WHERE v.library_id = NEW.library_id
            AND v.visited_on BETWEEN NEW.month || '-01' AND NEW.month || '-31'
            AND v.outcome = 'held' AND v.removed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM plan_lines AS other WHERE other.visit_id = v.visit_id)
        ORDER BY v.visited_on, v.visit_id LIMIT 1
    )
    WHERE plan_line_id = NEW.plan_line_id AND EXISTS (
        SELECT 1 FROM visits AS v
        WHERE v.library_id = NEW.library_id
            AND v.visited_on BETWEEN NEW.month || '-01' AND NEW.month || '-31'
            AND v.outcome = 'held' AND v.removed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM plan_lines AS other WHERE other.visit_id = v.visit_id)
    );
END;

-- Running counts of months, kept by triggers: the plan against fact over a million visits is read
-- from a few hundred rows.

CREATE TABLE visit_months (
    month TEXT NOT NULL,                -- YYYY-MM
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),      -- the author
    visits INTEGER NOT NULL DEFAULT 0,  -- held and not removed
    PRIMARY KEY (month, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE trip_months (
    month TEXT NOT NULL,                -- YYYY-MM
    staff_id INTEGER NOT NULL,          -- a traveller; 0: all trips, each once
    trips INTEGER NOT NULL DEFAULT 0,   -- with at least one visit of any outcome, not removed
    PRIMARY KEY (month, staff_id)
) STRICT, WITHOUT ROWID;

INSERT INTO visit_months (month, staff_id, visits)
SELECT substr(visited_on, 1, 7), staff_id, count(*) FROM visits
WHERE outcome = 'held' AND removed_at IS NULL GROUP BY 1, 2;
INSERT INTO trip_months (month, staff_id, trips)
SELECT substr(made_on, 1, 7), 0, count(*) FROM trips WHERE live_visits > 0 GROUP BY 1;
INSERT INTO trip_months (month, staff_id, trips)
SELECT substr(t.made_on, 1, 7), tt.staff_id, count(*)
FROM trips AS t JOIN trip_travellers AS tt USING (trip_id) WHERE t.live_visits > 0 GROUP BY 1, 2;

CREATE TRIGGER visit_month_added AFTER INSERT ON visits
WHEN NEW.removed_at IS NULL AND NEW.outcome = 'held' BEGIN
    INSERT INTO visit_months (month, staff_id, visits)
    VALUES (substr(NEW.visited_on, 1, 7), NEW.staff_id, 1)
    ON CONFLICT DO UPDATE SET visits = visits + 1;
END;
CREATE TRIGGER visit_month_changed
AFTER UPDATE OF outcome, visited_on, removed_at, staff_id ON visits BEGIN
    UPDATE visit_months SET visits = visits - 1
    WHERE OLD.outcome = 'held' AND OLD.removed_at IS NULL
        AND month = substr(OLD.visited_on, 1, 7) AND staff_id = OLD.staff_id;
    INSERT INTO visit_months (month, staff_id, visits)
    SELECT substr(NEW.visited_on, 1, 7), NEW.staff_id, 1
    WHERE NEW.outcome = 'held' AND NEW.removed_at IS NULL
    ON CONFLICT DO UPDATE SET visits = visits + 1;
END;

CREATE TRIGGER trip_month_changed AFTER UPDATE OF live_visits, made_on ON trips
WHEN (OLD.live_visits > 0) <> (NEW.live_visits > 0)
    OR substr(OLD.made_on, 1, 7) <> substr(NEW.made_on, 1, 7) BEGIN
    UPDATE trip_months SET trips = trips - 1
    WHERE OLD.live_visits > 0 AND month = substr(OLD.made_on, 1, 7)
        AND staff_id IN (SELECT 0 UNION ALL
            SELECT staff_id FROM trip_travellers WHERE trip_id = NEW.trip_id);
    INSERT INTO trip_months (month, staff_id, trips)
    SELECT substr(NEW.made_on, 1, 7), staff_id, 1
    FROM (SELECT 0 AS staff_id UNION ALL
        SELECT staff_id FROM trip_travellers WHERE trip_id = NEW.trip_id)
    WHERE NEW.live_visits > 0
    ON CONFLICT DO UPDATE SET trips = trips + 1;
END;
CREATE TRIGGER trip_month_joined AFTER INSERT ON trip_travellers BEGIN
    INSERT INTO trip_months (month, staff_id, trips)
    SELECT substr(made_on, 1, 7), NEW.staff_id, 1 FROM trips
    WHERE trip_id = NEW.trip_id AND live_visits > 0
    ON CONFLICT DO UPDATE SET trips = trips + 1;
END;
CREATE TRIGGER trip_month_left AFTER DELETE ON trip_travellers BEGIN
    UPDATE trip_months SET trips = trips - 1
    WHERE staff_id = OLD.staff_id AND month = (
        SELECT substr(made_on, 1, 7) FROM trips WHERE trip_id = OLD.trip_id AND live_visits > 0);
END;

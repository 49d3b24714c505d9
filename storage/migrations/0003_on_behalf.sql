-- Records entered on a colleague's behalf, and what the colleague says of them.

CREATE TABLE on_behalf (            -- one row a record whose owner could be asked by message
    subject TEXT NOT NULL,          -- the record's table: visits, ...
    subject_id INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),      -- whose record it is
    entered_by INTEGER NOT NULL REFERENCES staff (staff_id),
    state TEXT NOT NULL DEFAULT 'waiting'   -- waiting = без ответа
        CHECK (state IN ('waiting', 'confirmed', 'disputed')),
    line TEXT,                      -- the owner's sentence on what is inaccurate
    asked_at TEXT NOT NULL,         -- when the card was sent, the last time
    answered_at TEXT,
    PRIMARY KEY (subject, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX on_behalf_waiting ON on_behalf (staff_id, asked_at) WHERE state = 'waiting';
CREATE INDEX on_behalf_disputed ON on_behalf (entered_by) WHERE state = 'disputed';
CREATE INDEX on_behalf_of ON on_behalf (staff_id);      -- «Мои данные»

-- Cards that were sent before keep their buttons: the answers so far stand in the history.
-- What came by import has no submission, and nobody was asked about it.
INSERT INTO on_behalf
SELECT 'visits', v.visit_id, v.staff_id, v.entered_by, coalesce(h.action, 'waiting'),
    json_extract(h.new, '$'), v.created_at, h.at
FROM visits AS v
JOIN accounts AS a ON a.staff_id = v.staff_id
LEFT JOIN history AS h ON h.history_id = (
    SELECT max(history_id) FROM history
    WHERE subject = 'visits' AND subject_id = CAST(v.visit_id AS TEXT)
        AND staff_id = v.staff_id AND action IN ('confirmed', 'disputed'))
WHERE v.entered_by <> v.staff_id AND v.submission_id IS NOT NULL;

-- Campaigns that people make, move and stop; who reviews them; who was reminded at once by whom.

ALTER TABLE campaigns ADD COLUMN reviewer_id INTEGER REFERENCES staff (staff_id);  -- NULL: the deputy
ALTER TABLE campaigns ADD COLUMN takes_all INTEGER NOT NULL DEFAULT 1;  -- 0: chosen libraries only
ALTER TABLE campaigns ADD COLUMN moved_at TEXT;     -- people set its days; NULL: the settings did
ALTER TABLE campaigns ADD COLUMN stopped_at TEXT;   -- it does not open unless it is let go again
ALTER TABLE campaigns ADD COLUMN stopped_by INTEGER REFERENCES staff (staff_id);

CREATE TABLE campaign_notices (     -- who has read that a campaign is about to open: «Хорошо»
    campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    seen_at TEXT NOT NULL,
    PRIMARY KEY (campaign_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE nudges (               -- «Напомнить сейчас не ответившим»: one row for each told person
    nudge_id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES campaign_units (unit_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),      -- who was told
    nudged_at TEXT NOT NULL,
    nudged_by INTEGER NOT NULL REFERENCES staff (staff_id)      -- who pressed
) STRICT;
CREATE INDEX nudges_of ON nudges (unit_id, nudged_at);

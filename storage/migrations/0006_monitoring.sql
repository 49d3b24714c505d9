-- Monitoring: campaigns, the units that answer them, and figures by library and period.

CREATE TABLE campaigns (            -- a questionnaire put to the libraries for some weeks
    campaign_id INTEGER PRIMARY KEY,
    name TEXT,                      -- NULL: one of the two of a year, named by its period
    part TEXT CHECK (part IN ('spring', 'autumn')),     -- NULL: made by somebody
    period TEXT NOT NULL,           -- of its figures: YYYY-MM of the opening
    first_on TEXT NOT NULL,         -- the time that it asks about, both days included
    last_on TEXT NOT NULL,
    opens_on TEXT NOT NULL,         -- both days included
    closes_on TEXT NOT NULL,
    form TEXT NOT NULL,
    version TEXT NOT NULL,          -- of the form
    made_at TEXT NOT NULL,
    made_by INTEGER REFERENCES staff (staff_id),        -- NULL: the bot by itself
    closed_at TEXT,                 -- the head has ended it
    closed_by INTEGER REFERENCES staff (staff_id)
) STRICT;
CREATE INDEX campaigns_on ON campaigns (opens_on);
-- Whatever the settings say later, a part of a year is opened by itself once.
CREATE UNIQUE INDEX campaigns_of_a_year ON campaigns (part, substr(opens_on, 1, 4))
    WHERE part IS NOT NULL;

CREATE TABLE campaign_units (       -- a library in a campaign, and the version of its answers in force
    unit_id INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id),
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    state TEXT NOT NULL DEFAULT 'waiting'   -- returned = на уточнении
        CHECK (state IN ('waiting', 'sent', 'returned', 'accepted')),
    closes_on TEXT,                 -- prolonged for this unit; NULL: the campaign's
    draft_id INTEGER REFERENCES drafts (draft_id),      -- begun; counts while it is open
    submission_id INTEGER REFERENCES submissions (submission_id),   -- earlier ones stay there
    staff_id INTEGER REFERENCES staff (staff_id),       -- whose answers they are
    entered_by INTEGER REFERENCES staff (staff_id),
    source TEXT CHECK (source IN ('chat', 'phone', 'paper', 'other')),
    sent_at TEXT,
    UNIQUE (campaign_id, library_id)
) STRICT;
CREATE INDEX campaign_units_of ON campaign_units (library_id, campaign_id);
CREATE INDEX campaign_units_open ON campaign_units (campaign_id)
    WHERE state IN ('waiting', 'returned');

CREATE TABLE figures (              -- what a library said for a period: the answers in force
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    period TEXT NOT NULL,           -- YYYY-MM
    question TEXT NOT NULL,         -- its name in the form: users, visits, ...
    number REAL,                    -- money in roubles
    fact TEXT,                      -- code of a choice
    unit_id INTEGER REFERENCES campaign_units (unit_id),    -- NULL: came by import
    PRIMARY KEY (library_id, period, question),
    CHECK ((number IS NULL) <> (fact IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_period ON figures (period, question);

CREATE TABLE reference_figures (    -- what the department knows of a library's year
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    year INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name IN ('population', 'paid_plan')),
    number REAL NOT NULL,           -- residents; roubles
    PRIMARY KEY (library_id, year, name)
) STRICT, WITHOUT ROWID;

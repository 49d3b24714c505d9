-- The foundation: delivery, people, libraries, forms, visits, reminders, periods.
-- Moments (*_at) are UTC ISO 8601 with seconds; dates (*_on) are the institution's.
-- Belarusian and Russian names stand apart; a missing Belarusian one falls back to Russian.

-- ---------------------------------------------------------------- delivery
CREATE TABLE polling (              -- one row: where getUpdates goes on
    id INTEGER PRIMARY KEY CHECK (id = 1),
    next_offset INTEGER NOT NULL    -- last id of the latest batch + 1, never MAX(inbox)
) STRICT;

CREATE TABLE inbox (
    update_id INTEGER PRIMARY KEY,
    chat_key INTEGER NOT NULL,      -- chat (or user, where there is no chat); order is kept per key
    raw TEXT NOT NULL,              -- JSON as Telegram handed it over
    received_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'quarantined')),
    done_at TEXT,
    error TEXT
) STRICT;
CREATE INDEX inbox_waiting ON inbox (update_id) WHERE state = 'new';
CREATE INDEX inbox_done ON inbox (done_at) WHERE state <> 'new';

CREATE TABLE outbox (
    outbox_id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    lane INTEGER NOT NULL DEFAULT 0,        -- 0 replies, 1 broadcasts (digests, announcements)
    method TEXT NOT NULL,                   -- Bot API method, or 'show' for a card of a slot
    payload TEXT NOT NULL,                  -- JSON of the method's arguments
    slot TEXT,                              -- e.g. draft:17; resolved to a message when it is sent
    not_before TEXT,                        -- UTC; albums wait for their last photo
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'sent', 'failed', 'replaced')),
    message_id INTEGER,
    created_at TEXT NOT NULL,
    sent_at TEXT,
    error TEXT
) STRICT;
CREATE INDEX outbox_pending ON outbox (outbox_id) WHERE state = 'pending';
CREATE INDEX outbox_done ON outbox (created_at) WHERE state <> 'pending';

CREATE TABLE slots (                -- the newest message of a card
    chat_id INTEGER NOT NULL,
    slot TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    has_buttons INTEGER NOT NULL,   -- 1: to be stripped when a newer card comes
    PRIMARY KEY (chat_id, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE files (
    file_id INTEGER PRIMARY KEY,
    telegram_file_id TEXT NOT NULL,
    unique_id TEXT NOT NULL,        -- Telegram's file_unique_id, for telling doubles only
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'document', 'voice', 'audio', 'video')),
    name TEXT,
    mime TEXT,
    size INTEGER,                   -- bytes, as Telegram says
    duration_s INTEGER,
    state TEXT NOT NULL DEFAULT 'wanted' CHECK (state IN ('wanted', 'stored', 'failed')),
    sha256 TEXT,                    -- of the stored bytes; the name under BOT_DATA/files
    staff_id INTEGER REFERENCES staff (staff_id),
    created_at TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    error TEXT
) STRICT;
CREATE INDEX files_wanted ON files (file_id) WHERE state = 'wanted';

CREATE TABLE jobs (                 -- long work, run in a child process, again after a kill
    job_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    arguments TEXT NOT NULL,        -- JSON
    staff_id INTEGER REFERENCES staff (staff_id),
    chat_id INTEGER,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
    result TEXT,                    -- JSON
    error TEXT,
    created_at TEXT NOT NULL,
    done_at TEXT
) STRICT;
CREATE INDEX jobs_waiting ON jobs (job_id) WHERE state = 'waiting';

-- ---------------------------------------------------------------- the network
CREATE TABLE libraries (
    library_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,      -- the institution's own, e.g. SL-03
    short_ru TEXT NOT NULL,
    short_be TEXT,
    full_ru TEXT NOT NULL,
    full_be TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('central', 'city', 'children', 'rural', 'mobile')),
    council_ru TEXT,
    council_be TEXT,
    latitude REAL,
    longitude REAL,
    days TEXT NOT NULL DEFAULT '',  -- working days as written: «вт-чт;сб-вс»
    hours TEXT NOT NULL DEFAULT '', -- «11:00-14:00;15:00-18:00»
    phone TEXT,
    closed_on TEXT,                 -- history stays
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE settlements (
    settlement_id INTEGER PRIMARY KEY,
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    name_ru TEXT NOT NULL,
    name_be TEXT,
    households INTEGER,
    residents INTEGER,
    UNIQUE (library_id, name_ru)
) STRICT;

CREATE TABLE staff (
    staff_id INTEGER PRIMARY KEY,
    code TEXT UNIQUE,               -- the institution's number of the person; key of an import
    surname_ru TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    patronymic_ru TEXT NOT NULL DEFAULT '',
    surname_be TEXT NOT NULL DEFAULT '',
    name_be TEXT NOT NULL DEFAULT '',
    patronymic_be TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL CHECK (role IN ('librarian', 'methodist', 'head', 'admin', 'juror')),
    post TEXT NOT NULL DEFAULT '',
    phone TEXT,                     -- work phone, for «Позвонить»
    language TEXT NOT NULL DEFAULT 'ru' CHECK (language IN ('ru', 'be', 'en')),
    uses_telegram INTEGER NOT NULL DEFAULT 1,   -- 0: served on behalf
    left_on TEXT,                   -- switched off; records stay
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE staff_libraries (
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    position INTEGER NOT NULL,      -- 0: the first one, whose hours rule the digest
    PRIMARY KEY (staff_id, library_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_libraries_of ON staff_libraries (library_id);

CREATE TABLE duties (               -- beside the role
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    duty TEXT NOT NULL CHECK (duty IN ('juror', 'deputy', 'chairman', 'secretary', 'editor', 'admin')),
    PRIMARY KEY (staff_id, duty)
) STRICT, WITHOUT ROWID;

CREATE TABLE leaves (               -- «Меня не будет»
    leave_id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,            -- both days included
    substitute_id INTEGER REFERENCES staff (staff_id),
    created_at TEXT NOT NULL,
    cancelled_at TEXT
) STRICT;
CREATE INDEX leaves_of ON leaves (staff_id, to_on);

CREATE TABLE days (                 -- the institution's changes of the calendar
    on_date TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('off', 'work'))
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- accounts and access
CREATE TABLE accounts (
    user_id INTEGER PRIMARY KEY,    -- Telegram's
    staff_id INTEGER NOT NULL UNIQUE REFERENCES staff (staff_id),
    linked_at TEXT NOT NULL,
    blocked_at TEXT,                -- the person blocked the bot; nothing is sent
    seen_at TEXT
) STRICT;

CREATE TABLE chats (                -- a private chat's standing; no rule depends on it
    chat_id INTEGER PRIMARY KEY,
    draft_id INTEGER REFERENCES drafts (draft_id),  -- the draft that typed words answer
    prompt TEXT,                    -- JSON: a one-line question outside any form
    language TEXT,                  -- chosen before the person is known
    greeted_on TEXT,                -- addressed by name once a day
    commands TEXT                   -- role and language whose command menu is set
) STRICT;

CREATE TABLE invites (
    invite_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,      -- one-time, in the deep link
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    made_by INTEGER REFERENCES staff (staff_id),
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    used_by INTEGER,                -- Telegram's user id
    withdrawn_at TEXT
) STRICT;
CREATE INDEX invites_of ON invites (staff_id);

CREATE TABLE access_requests (
    request_id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    shown_name TEXT NOT NULL,       -- as Telegram shows it
    kind TEXT NOT NULL CHECK (kind IN ('stranger', 'new_link', 'not_me')),
    staff_id INTEGER REFERENCES staff (staff_id),   -- whose link it was
    note TEXT,
    made_at TEXT NOT NULL,
    decided_at TEXT,
    decided_by INTEGER REFERENCES staff (staff_id),
    decision TEXT CHECK (decision IN ('approved', 'declined'))
) STRICT;
CREATE INDEX access_requests_open ON access_requests (user_id) WHERE decided_at IS NULL;

CREATE TABLE notices (              -- what is stored and where: the institution's text
    version INTEGER PRIMARY KEY,
    text_ru TEXT NOT NULL,
    text_be TEXT NOT NULL,
    text_en TEXT NOT NULL,
    full_ru TEXT NOT NULL,
    full_be TEXT NOT NULL,
    full_en TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE consents (
    consent_id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    version INTEGER NOT NULL REFERENCES notices (version),
    accepted INTEGER NOT NULL,      -- 0: declined, served on behalf
    decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX consents_of ON consents (staff_id, version);

CREATE TABLE settings (             -- only what differs from the defaults in code
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL             -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE history (              -- who changed what, and why; nothing is overwritten silently
    history_id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff (staff_id),   -- NULL: the command line
    subject TEXT NOT NULL,          -- table
    subject_id TEXT NOT NULL,
    action TEXT NOT NULL,           -- changed, removed, restored, closed, reopened, ...
    old TEXT,                       -- JSON
    new TEXT,                       -- JSON
    reason TEXT
) STRICT;
CREATE INDEX history_of ON history (subject, subject_id);

-- ---------------------------------------------------------------- forms
CREATE TABLE forms (                -- versions are immutable by content
    form TEXT NOT NULL,
    version TEXT NOT NULL,          -- hash of the XML
    xml TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (form, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
    draft_id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),      -- whose record it will be
    entered_by INTEGER NOT NULL REFERENCES staff (staff_id),    -- who fills it in
    source TEXT NOT NULL DEFAULT 'chat' CHECK (source IN ('chat', 'phone', 'paper', 'other')),
    form TEXT NOT NULL,
    version TEXT NOT NULL,
    context TEXT NOT NULL DEFAULT '{}',     -- JSON: the trip it continues, the record it edits
    answers TEXT NOT NULL,                  -- JSON of the form engine
    revision INTEGER NOT NULL DEFAULT 0,    -- grows with each answer; advancing buttons carry it
    asked INTEGER,                          -- questions answered so far, for lists
    training INTEGER NOT NULL DEFAULT 0,    -- 1: practice, deleted after a week
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'saved', 'deleted')),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_open ON drafts (entered_by, updated_at) WHERE state = 'open';

CREATE TABLE answer_messages (      -- which message gave which answer, so that an edit corrects it
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    draft_id INTEGER NOT NULL REFERENCES drafts (draft_id),
    path TEXT NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE submissions (
    submission_id INTEGER PRIMARY KEY,
    draft_id INTEGER UNIQUE REFERENCES drafts (draft_id),
    form TEXT NOT NULL,
    version TEXT NOT NULL,
    answers TEXT NOT NULL,          -- JSON by question name, as ODK exports
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    entered_by INTEGER NOT NULL REFERENCES staff (staff_id),
    source TEXT NOT NULL CHECK (source IN ('chat', 'phone', 'paper', 'other')),
    created_at TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------- visits
CREATE TABLE trips (                -- one day, one or more libraries
    trip_id INTEGER PRIMARY KEY,
    made_on TEXT NOT NULL,
    transport TEXT,
    km INTEGER,
    live_visits INTEGER NOT NULL DEFAULT 0,     -- visits not removed, of any outcome (triggers)
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX trips_on ON trips (made_on);

CREATE TABLE trip_travellers (
    trip_id INTEGER NOT NULL REFERENCES trips (trip_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    made_on TEXT NOT NULL,          -- = trips.made_on, here so that a person's list needs no sorting
    PRIMARY KEY (trip_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX trip_travellers_of ON trip_travellers (staff_id, made_on, trip_id);
CREATE TRIGGER trip_moved AFTER UPDATE OF made_on ON trips BEGIN
    UPDATE trip_travellers SET made_on = NEW.made_on WHERE trip_id = NEW.trip_id;
END;

CREATE TABLE visits (               -- one library of a trip
    visit_id INTEGER PRIMARY KEY,
    trip_id INTEGER NOT NULL REFERENCES trips (trip_id),
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    visited_on TEXT NOT NULL,       -- = trips.made_on, here for the index
    outcome TEXT NOT NULL CHECK (outcome IN ('held', 'closed')),    -- closed: библиотека не работала
    done TEXT NOT NULL DEFAULT '',  -- the line of the journal
    voice_file_id INTEGER REFERENCES files (file_id),
    assessment TEXT CHECK (assessment IN ('good', 'satisfactory', 'attention')),  -- management only
    staff_met TEXT NOT NULL DEFAULT '',
    next_visit_on TEXT,
    needs_text INTEGER NOT NULL DEFAULT 0,      -- 1: voice only; stops the closing of its period
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),          -- author
    entered_by INTEGER NOT NULL REFERENCES staff (staff_id),
    source TEXT NOT NULL CHECK (source IN ('chat', 'phone', 'paper', 'other')),
    submission_id INTEGER REFERENCES submissions (submission_id),
    confirmation TEXT NOT NULL DEFAULT 'none'   -- by the visited librarian; waiting = без ответа
        CHECK (confirmation IN ('none', 'waiting', 'confirmed', 'disputed')),
    confirmed_by INTEGER REFERENCES staff (staff_id),
    dispute TEXT,                   -- the librarian's line to the author
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed_at TEXT,
    removed_by INTEGER REFERENCES staff (staff_id),
    removed_reason TEXT
) STRICT;
CREATE INDEX visits_on ON visits (visited_on, library_id);
CREATE INDEX visits_library ON visits (library_id, visited_on);
CREATE INDEX visits_trip ON visits (trip_id);
CREATE INDEX visits_author ON visits (staff_id, visited_on);
CREATE INDEX visits_needs_text ON visits (staff_id) WHERE needs_text = 1 AND removed_at IS NULL;
CREATE INDEX visits_waiting ON visits (library_id, visited_on)
    WHERE confirmation = 'waiting' AND removed_at IS NULL;
CREATE INDEX visits_disputed ON visits (staff_id)
    WHERE confirmation = 'disputed' AND removed_at IS NULL;

CREATE TABLE visit_purposes (
    visit_id INTEGER NOT NULL REFERENCES visits (visit_id),
    position INTEGER NOT NULL,
    purpose TEXT NOT NULL,          -- code of the form's choice list
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_findings (
    visit_id INTEGER NOT NULL REFERENCES visits (visit_id),
    position INTEGER NOT NULL,
    area TEXT NOT NULL,
    finding TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_files (
    visit_id INTEGER NOT NULL REFERENCES visits (visit_id),
    position INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES files (file_id),
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE recommendations (
    recommendation_id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES visits (visit_id),
    recommendation TEXT NOT NULL,
    responsible_id INTEGER REFERENCES staff (staff_id),
    deadline_on TEXT,
    area TEXT,
    state TEXT NOT NULL DEFAULT 'given'
        CHECK (state IN ('given', 'done', 'accepted', 'overdue', 'withdrawn')),
    state_reason TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX recommendations_visit ON recommendations (visit_id);
CREATE INDEX recommendations_person ON recommendations (responsible_id, state);
CREATE INDEX recommendations_due ON recommendations (state, deadline_on);

CREATE TABLE visit_counts (         -- running counts of a year, kept by triggers
    year TEXT PRIMARY KEY,
    visits INTEGER NOT NULL DEFAULT 0,      -- held and not removed
    trips INTEGER NOT NULL DEFAULT 0        -- with at least one visit of any outcome, not removed
) STRICT, WITHOUT ROWID;

CREATE TRIGGER visit_added AFTER INSERT ON visits WHEN NEW.removed_at IS NULL BEGIN
    INSERT INTO visit_counts (year) VALUES (substr(NEW.visited_on, 1, 4)) ON CONFLICT DO NOTHING;
    UPDATE visit_counts SET visits = visits + (NEW.outcome = 'held')
        WHERE year = substr(NEW.visited_on, 1, 4);
    UPDATE trips SET live_visits = live_visits + 1 WHERE trip_id = NEW.trip_id;
END;
CREATE TRIGGER visit_changed
AFTER UPDATE OF outcome, visited_on, removed_at, trip_id ON visits BEGIN
    INSERT INTO visit_counts (year) VALUES (substr(NEW.visited_on, 1, 4)) ON CONFLICT DO NOTHING;
    UPDATE visit_counts SET visits = visits - (OLD.outcome = 'held' AND OLD.removed_at IS NULL)
        WHERE year = substr(OLD.visited_on, 1, 4);
    UPDATE visit_counts SET visits = visits + (NEW.outcome = 'held' AND NEW.removed_at IS NULL)
        WHERE year = substr(NEW.visited_on, 1, 4);
    UPDATE trips SET live_visits = live_visits - (OLD.removed_at IS NULL)
        WHERE trip_id = OLD.trip_id;
    UPDATE trips SET live_visits = live_visits + (NEW.removed_at IS NULL)
        WHERE trip_id = NEW.trip_id;
END;
CREATE TRIGGER trip_counted AFTER UPDATE OF live_visits, made_on ON trips
WHEN (OLD.live_visits > 0) <> (NEW.live_visits > 0) OR OLD.made_on <> NEW.made_on BEGIN
    INSERT INTO visit_counts (year) VALUES (substr(NEW.made_on, 1, 4)) ON CONFLICT DO NOTHING;
    UPDATE visit_counts SET trips = trips - (OLD.live_visits > 0)
        WHERE year = substr(OLD.made_on, 1, 4);
    UPDATE visit_counts SET trips = trips + (NEW.live_visits > 0)
        WHERE year = substr(NEW.made_on, 1, 4);
END;

-- ---------------------------------------------------------------- periods and reminders
CREATE TABLE periods (              -- only those that were ever closed
    period_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('month', 'quarter', 'year')),
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    closed_at TEXT,                 -- NULL: reopened
    closed_by INTEGER REFERENCES staff (staff_id),
    UNIQUE (kind, first_on)
) STRICT;

CREATE TABLE reminders (
    reminder_id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),      -- who
    kind TEXT NOT NULL,             -- what: draft, confirm, asked, ...
    subject TEXT NOT NULL,          -- which: draft:17
    step TEXT NOT NULL,             -- which rung of the ladder
    due_on TEXT NOT NULL,
    return_no INTEGER NOT NULL DEFAULT 0,   -- grows when the same thing is returned again
    deliver_at TEXT NOT NULL,       -- UTC, by the rules of working days and quiet hours
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'sent', 'stopped')),
    asked INTEGER NOT NULL DEFAULT 0,       -- 1: «Напомнить позже», comes at its time, not in the digest
    created_at TEXT NOT NULL,
    sent_at TEXT,
    UNIQUE (staff_id, kind, subject, step, due_on, return_no)
) STRICT;
CREATE INDEX reminders_waiting ON reminders (deliver_at) WHERE state = 'waiting';
CREATE INDEX reminders_subject ON reminders (subject) WHERE state = 'waiting';

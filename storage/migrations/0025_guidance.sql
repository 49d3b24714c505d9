-- Distance guidance: questions become threads, consultations are kept, good answers serve all.

CREATE TABLE topics (               -- of consultations and of answers; changed in chat
    code TEXT NOT NULL PRIMARY KEY, -- once used it is never given anew
    name_ru TEXT NOT NULL,          -- at most 16 characters: a button
    name_be TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    is_offered INTEGER NOT NULL DEFAULT 1   -- 0: it only names old records
) STRICT, WITHOUT ROWID;
INSERT INTO topics (code, name_ru, name_be, name_en, position) VALUES
    ('records', 'Учёт, отчёты', 'Улік, справаздачы', 'Records, reports', 1),
    ('stock', 'Фонд, списание', 'Фонд, спісанне', 'Stock, weeding', 2),
    ('events', 'Мероприятия', 'Мерапрыемствы', 'Events', 3),
    ('scenarios', 'Сценарии', 'Сцэнарыі', 'Scenarios', 4),
    ('planning', 'Планирование', 'Планаванне', 'Planning', 5),
    ('service', 'Обслуживание', 'Абслугоўванне', 'Service', 6),
    ('contests', 'Конкурсы', 'Конкурсы', 'Contests', 7),
    ('computers', 'Техника, сети', 'Тэхніка, сеткі', 'Computers', 8),
    ('paid', 'Платные услуги', 'Платныя паслугі', 'Paid services', 9),
    ('press', 'Подписка', 'Падпіска', 'Subscriptions', 10),
    ('local', 'Краеведение', 'Краязнаўства', 'Local history', 11),
    ('other', 'Другое', 'Іншае', 'Other', 12);

CREATE TABLE question_messages (    -- a thread, in the order of its numbers
    message_id INTEGER PRIMARY KEY,
    question_id INTEGER NOT NULL REFERENCES questions (question_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),      -- who wrote it
    is_answer INTEGER NOT NULL,     -- 1: by the department, an answer or what it asks back
    said TEXT NOT NULL,
    media TEXT NOT NULL DEFAULT '[]',   -- JSON: what Telegram said of the files, sent on by their id
    album TEXT,                     -- Telegram's mark of files sent together
    sent_at TEXT NOT NULL
) STRICT;
CREATE INDEX question_messages_of ON question_messages (question_id, message_id);
INSERT INTO question_messages (question_id, staff_id, is_answer, said, media, sent_at)
    SELECT question_id, staff_id, 0, question, media, asked_at FROM questions;
INSERT INTO question_messages (question_id, staff_id, is_answer, said, sent_at)
    SELECT question_id, answered_by, 1, answer, answered_at FROM questions
    WHERE answer IS NOT NULL AND answered_by IS NOT NULL;

DROP INDEX questions_open;
ALTER TABLE questions ADD COLUMN taken_by INTEGER REFERENCES staff (staff_id);
ALTER TABLE questions ADD COLUMN taken_at TEXT;
ALTER TABLE questions ADD COLUMN waits_since TEXT;      -- NULL: the last word is the department's
ALTER TABLE questions ADD COLUMN closed_at TEXT;
ALTER TABLE questions ADD COLUMN closed_by INTEGER REFERENCES staff (staff_id);
UPDATE questions SET taken_by = answered_by, taken_at = answered_at, closed_at = answered_at,
    closed_by = answered_by WHERE answered_at IS NOT NULL;
UPDATE questions SET waits_since = asked_at WHERE answered_at IS NULL;
ALTER TABLE questions DROP COLUMN question;
ALTER TABLE questions DROP COLUMN media;
ALTER TABLE questions DROP COLUMN answer;               -- answered_at, answered_by: of the first one
CREATE INDEX questions_waiting ON questions (question_id)
    WHERE waits_since IS NOT NULL AND closed_at IS NULL;
CREATE INDEX questions_of ON questions (staff_id, question_id);

CREATE TABLE consultations (
    consultation_id INTEGER PRIMARY KEY,
    question_id INTEGER UNIQUE REFERENCES questions (question_id),  -- of the channel «бот»
    held_on TEXT NOT NULL,          -- the institution's day
    channel TEXT NOT NULL CHECK (channel IN ('bot', 'site', 'phone', 'visit', 'place')),
    topic TEXT REFERENCES topics (code),            -- NULL: not said
    library_id INTEGER REFERENCES libraries (library_id),   -- NULL: none, or many
    subject TEXT,                   -- what it was about, in words
    minutes INTEGER CHECK (minutes > 0),            -- NULL: not said
    is_group INTEGER NOT NULL DEFAULT 0,
    people INTEGER NOT NULL DEFAULT 1 CHECK (people > 0),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),          -- who consulted
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL REFERENCES staff (staff_id),
    removed_at TEXT,
    CHECK ((channel = 'bot') = (question_id IS NOT NULL))
) STRICT;
CREATE INDEX consultations_on ON consultations (held_on);
INSERT INTO consultations (question_id, held_on, channel, library_id, staff_id, created_at,
        created_by)
    SELECT q.question_id, date(q.answered_at), 'bot', (
            SELECT library_id FROM staff_libraries WHERE staff_id = q.staff_id
            ORDER BY position LIMIT 1),
        q.answered_by, q.answered_at, q.answered_by
    FROM questions AS q WHERE q.answered_at IS NOT NULL;

CREATE TABLE faq (                  -- «Вопросы и ответы»
    faq_id INTEGER PRIMARY KEY,
    question_id INTEGER REFERENCES questions (question_id),         -- what it came from
    topic TEXT REFERENCES topics (code),
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    helped INTEGER NOT NULL DEFAULT 0,              -- «Помогло»; never by whom
    asked_anyway INTEGER NOT NULL DEFAULT 0,        -- offered, and it was not this
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL REFERENCES staff (staff_id),
    withdrawn_at TEXT
) STRICT;
CREATE INDEX slots_named ON slots (slot);

-- Door-to-door rounds: residents are counted, never named; a house number has no place here.

CREATE TABLE round_choices (        -- the institution's lists; a code once used is never given anew
    list TEXT NOT NULL CHECK (list IN ('purpose', 'partner', 'reason', 'age', 'wish')),
    code TEXT NOT NULL,
    name_ru TEXT NOT NULL,          -- at most 16 characters where it is a button of the walk
    name_be TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    from_year INTEGER NOT NULL DEFAULT 0,       -- age bands follow the statistical form of a year
    to_year INTEGER NOT NULL DEFAULT 9999,      -- both years included; past ones name old records
    PRIMARY KEY (list, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE rounds (               -- one walk, or its totals entered afterwards
    round_id INTEGER PRIMARY KEY,
    library_id INTEGER NOT NULL REFERENCES libraries (library_id),
    settlement_id INTEGER REFERENCES settlements (settlement_id),   -- NULL: the library's own place
    street TEXT NOT NULL DEFAULT '',            -- without house; '' for fewer than 10 households
    made_on TEXT NOT NULL,          -- the day it began
    purpose TEXT NOT NULL,          -- code of round_choices
    households INTEGER NOT NULL DEFAULT 0 CHECK (households >= 0),  -- visited
    home INTEGER NOT NULL DEFAULT 0 CHECK (home BETWEEN 0 AND households),  -- somebody was at home
    readers INTEGER NOT NULL DEFAULT 0 CHECK (readers >= 0),        -- residents, not households
    new_readers INTEGER NOT NULL DEFAULT 0 CHECK (new_readers >= 0),
    not_reading INTEGER NOT NULL DEFAULT 0 CHECK (not_reading >= 0),
    asked INTEGER NOT NULL GENERATED ALWAYS AS (readers + new_readers + not_reading) STORED,
    reregistered INTEGER NOT NULL DEFAULT 0 CHECK (reregistered >= 0),
    issued INTEGER NOT NULL DEFAULT 0 CHECK (issued >= 0),          -- items lent
    returned INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0),      -- items
    homebound INTEGER NOT NULL DEFAULT 0 CHECK (homebound >= 0),    -- people to be served at home
    debtors INTEGER NOT NULL DEFAULT 0 CHECK (debtors >= 0),        -- visited
    invited INTEGER NOT NULL DEFAULT 0 CHECK (invited >= 0),        -- residents, to events
    leaflets INTEGER NOT NULL DEFAULT 0 CHECK (leaflets >= 0),      -- given out
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),          -- author
    entered_by INTEGER NOT NULL REFERENCES staff (staff_id),
    source TEXT NOT NULL CHECK (source IN ('chat', 'phone', 'paper', 'other')),
    submission_id INTEGER REFERENCES submissions (submission_id),
    state TEXT NOT NULL CHECK (state IN ('walking', 'paused', 'saved')),    -- only saved ones count
    asks TEXT,                      -- what the walk's keyboard offers: reason, more, issued, ...
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,       -- also of the last press
    removed_at TEXT,
    removed_by INTEGER REFERENCES staff (staff_id),
    removed_reason TEXT,
    CHECK (street = '' OR households >= 10)     -- a few households on a street are known people
) STRICT;
CREATE INDEX rounds_on ON rounds (made_on, library_id);
CREATE INDEX rounds_library ON rounds (library_id, made_on);
CREATE INDEX rounds_author ON rounds (staff_id, made_on);
CREATE UNIQUE INDEX rounds_walking ON rounds (entered_by)
    WHERE state = 'walking' AND removed_at IS NULL;
CREATE INDEX rounds_open ON rounds (entered_by) WHERE state <> 'saved' AND removed_at IS NULL;

CREATE TABLE round_partners (       -- jointly with: the council, the school, ...
    round_id INTEGER NOT NULL REFERENCES rounds (round_id),
    position INTEGER NOT NULL,
    partner TEXT NOT NULL,          -- code of round_choices
    PRIMARY KEY (round_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_counts (         -- how often each reason, age band or wish was named
    round_id INTEGER NOT NULL REFERENCES rounds (round_id),
    list TEXT NOT NULL CHECK (list IN ('reason', 'age', 'wish')),
    code TEXT NOT NULL,             -- of round_choices
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (round_id, list, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_titles (         -- titles that residents wish, as typed
    round_id INTEGER NOT NULL REFERENCES rounds (round_id),
    title TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (round_id, title)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_taps (           -- what was pressed on the way; deleted when the round is old
    tap_id INTEGER PRIMARY KEY,     -- the order of counting
    round_id INTEGER NOT NULL REFERENCES rounds (round_id),
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,    -- a message counts once, however often it arrives
    part INTEGER NOT NULL,          -- place in a message that says several things
    kind TEXT NOT NULL,             -- readers, nobody, issued, reason, ...; undo counts nothing
    amount INTEGER NOT NULL CHECK (amount > 0),
    item TEXT NOT NULL DEFAULT '',  -- reason, age band, wish (codes) or title
    household INTEGER NOT NULL,     -- which of the walk, from 1; 0 before the first
    is_undone INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL,
    UNIQUE (chat_id, message_id, part)
) STRICT;
CREATE INDEX round_taps_of ON round_taps (round_id, tap_id);

-- Where words of a chat are counted: the round whose keyboard is open.
ALTER TABLE chats ADD COLUMN round_id INTEGER REFERENCES rounds (round_id);

INSERT INTO round_choices (list, code, name_ru, name_be, name_en, position) VALUES
    ('purpose', 'reregistration', 'Перерегистрация', 'Перарэгістрацыя', 'Re-registration', 1),
    ('purpose', 'enrolment', 'Запись в библиотеку', 'Запіс у бібліятэку', 'Enrolment', 2),
    ('purpose', 'debtors', 'Работа с должниками', 'Праца з даўжнікамі', 'Debtors', 3),
    ('purpose', 'homebound', 'Обслуживание на дому', 'Абслугоўванне дома', 'Service at home', 4),
    ('purpose', 'survey', 'Опрос', 'Апытанне', 'Survey', 5),
    ('purpose', 'invitation', 'Приглашение', 'Запрашэнне', 'Invitation', 6),
    ('purpose', 'campaign', 'Акция', 'Акцыя', 'Campaign', 7),
    ('purpose', 'census', 'Паспорт зоны обслуживания', 'Пашпарт зоны абслугоўвання',
        'Passport of the service area', 8),
    ('partner', 'council', 'Сельсовет', 'Сельсавет', 'Village council', 1),
    ('partner', 'social', 'ТЦСОН', 'ТЦСАН', 'Social service', 2),
    ('partner', 'health', 'ФАП', 'ФАП', 'Health post', 3),
    ('partner', 'school', 'Школа', 'Школа', 'School', 4),
    ('partner', 'rescue', 'МЧС', 'МНС', 'Rescue service', 5),
    ('partner', 'other', 'Другие', 'Іншыя', 'Others', 6),
    ('reason', 'no_time', 'Нет времени', 'Няма часу', 'No time', 1),
    ('reason', 'small_print', 'Мелкий шрифт', 'Дробны шрыфт', 'Small print', 2),
    ('reason', 'far', 'Далеко, часы', 'Далёка, гадзіны', 'Far, hours', 3),
    ('reason', 'internet', 'В интернете', 'У інтэрнэце', 'On the internet', 4),
    ('reason', 'own_books', 'Свои книги', 'Свае кнігі', 'Own books', 5),
    ('reason', 'nothing_fit', 'Нет нужных', 'Няма патрэбных', 'Nothing that fits', 6),
    ('reason', 'dislike', 'Не любят', 'Не любяць', 'Do not like it', 7),
    ('reason', 'unaware', 'Не знали о нас', 'Не ведалі пра нас', 'Did not know us', 8),
    ('reason', 'family', 'Читает семья', 'Чытае сям’я', 'The family reads', 9),
    ('reason', 'other', 'Другое', 'Іншае', 'Other', 10),
    ('age', '0-14', 'До 15', 'Да 15', 'Under 15', 1),
    ('age', '15-30', '15–30', '15–30', '15–30', 2),
    ('age', '31-59', '31–59', '31–59', '31–59', 3),
    ('age', '60', '60 и старше', '60 і старэй', '60 and older', 4),
    ('wish', 'detective', 'Детектив', 'Дэтэктыў', 'Detective stories', 1),
    ('wish', 'romance', 'Женский роман', 'Жаночы раман', 'Romance', 2),
    ('wish', 'history', 'История, война', 'Гісторыя, вайна', 'History, war', 3),
    ('wish', 'belarusian', 'Белорусская', 'Беларуская', 'Belarusian', 4),
    ('wish', 'fantasy', 'Фантастика', 'Фантастыка', 'Fantasy', 5),
    ('wish', 'children', 'Детская', 'Дзіцячая', 'For children', 6),
    ('wish', 'school', 'Школьная', 'Школьная', 'For school', 7),
    ('wish', 'garden', 'Сад, рукоделие', 'Сад, рукадзелле', 'Garden, crafts', 8),
    ('wish', 'health', 'Здоровье', 'Здароўе', 'Health', 9),
    ('wish', 'religion', 'Религия', 'Рэлігія', 'Religion', 10),
    ('wish', 'press', 'Газеты, журналы', 'Газеты, часопісы', 'Newspapers', 11),
    ('wish', 'large_print', 'Крупный шрифт', 'Буйны шрыфт', 'Large print', 12),
    ('wish', 'audio', 'Аудио', 'Аўдыё', 'Audio', 13),
    ('wish', 'other', 'Другое', 'Іншае', 'Other', 14);

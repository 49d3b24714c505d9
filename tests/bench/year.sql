-- A year of records of all kinds beside the sample's network: 10,000 that the report counts.
CREATE TEMP TABLE many AS
WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < 2199)
SELECT n, 1 + n % 12 AS place, 2 + n % 3 AS who, date('2026-01-02', (n * 97 % 360) || ' days') AS day,
    '2026-12-30T06:00:00Z' AS now
FROM counted;

INSERT INTO trips (trip_id, made_on, created_at) SELECT 5000 + n, day, now FROM many WHERE n < 1500;
INSERT INTO trip_travellers (trip_id, staff_id, made_on)
SELECT 5000 + n, who, day FROM many WHERE n < 1500;
INSERT INTO visits (visit_id, trip_id, library_id, visited_on, outcome, done, staff_id, entered_by,
    source, created_at, updated_at)
SELECT 5000 + n, 5000 + n, place, day, 'held', 'Расставлен фонд', who, who, 'chat', now, now
FROM many WHERE n < 1500;
INSERT INTO visit_purposes (visit_id, position, purpose)
SELECT 5000 + n, 0, CASE n % 2 WHEN 0 THEN 'study' ELSE 'other' END FROM many WHERE n < 1500;
INSERT INTO recommendations (visit_id, recommendation, state, area, created_at, updated_at)
SELECT 5000 + n, 'Переставить стеллажи у окна', CASE n % 2 WHEN 0 THEN 'given' ELSE 'done' END,
    'stock', now, now
FROM many WHERE n < 1000;
INSERT INTO plan_lines (library_id, approved_month, month, state, created_at, updated_at)
SELECT place, substr(day, 1, 7), substr(day, 1, 7), 'planned', now, now FROM many WHERE n < 1200;

INSERT INTO rounds (library_id, made_on, purpose, households, home, readers, new_readers, issued,
    staff_id, entered_by, source, state, created_at, updated_at)
SELECT place, day, 'talk', 12, 9, 4, n % 3, 7, who, who, 'chat', 'saved', now, now
FROM many WHERE n < 2200;

INSERT INTO contests (contest_id, title, subject, level, audience, form, opens_on, closes_on,
    created_at, updated_at, published_at)
SELECT 50 + n, 'Конкурс № ' || n, 'на лучший уголок', 'district', 'staff', 'entry_image', day, day,
    now, now, now
FROM many WHERE n < 12;
INSERT INTO contest_awards (award_id, contest_id, position, kind, degree, name_ru)
SELECT 500 + n, 50 + n, 1, 'degree', 1, 'Диплом I степени' FROM many WHERE n < 12;
INSERT INTO submissions (submission_id, form, version, answers, staff_id, entered_by, source,
    created_at)
VALUES (5000, 'entry_image', '1', '{}', 5, 5, 'chat', '2026-12-30T06:00:00Z');
INSERT INTO entries (entry_id, contest_id, library_id, title, staff_id, entered_by, source,
    submission_id, state, submitted_at, updated_at)
SELECT 5000 + n, 50 + n % 12, place, 'Уголок № ' || n, 5, 5, 'chat', 5000, 'admitted', now, now
FROM many WHERE n < 600;
INSERT INTO results (entry_id, points, jurors, place, decided_by, award_id)
SELECT 5000 + n, 5, 1, 1 + n / 12, 'points', CASE WHEN n < 60 THEN 500 + n % 12 END
FROM many WHERE n < 600;

INSERT INTO sessions (session_id, class_id, held_on, begins_at, ends_at, hours, form, topic,
    teacher_id, code, token, created_at, created_by, rolled_at)
SELECT 5000 + n, 1 + n % 4, day, '10:00', '12:00', 2, 'lecture', 'Тема № ' || n, 3, '1234',
    'token' || n, now, 3, now
FROM many WHERE n < 100;
INSERT INTO attendance (session_id, staff_id, is_present, way, marked_at, marked_by)
SELECT 5000 + n / 10, 1 + n % 10, 1, 'roll', now, 3 FROM many WHERE n < 1000;

INSERT INTO publications (publication_id, series, kind, title, issued_year, issued_on, created_at,
    created_by)
SELECT 5000 + n, CASE n % 2 WHEN 0 THEN 'scenarios' ELSE 'methodical' END, 'memo',
    'Памятка № ' || n, 2026, day, now, 3
FROM many WHERE n < 200;
INSERT INTO publication_uses (publication_id, library_id, used_on, people, staff_id, created_at)
SELECT 5000 + n % 200, place, day, n % 30, 5, now FROM many WHERE n < 700;

INSERT INTO campaigns (campaign_id, name, period, first_on, last_on, opens_on, closes_on, form,
    version, made_at)
SELECT 50 + n, 'Срез № ' || n, substr(day, 1, 7), day, day, day, day, 'monitoring', '1', now
FROM many WHERE n < 20;
INSERT INTO campaign_units (campaign_id, library_id, state)
SELECT 50 + n / 12, place, 'accepted' FROM many WHERE n < 240;

INSERT INTO consultations (held_on, channel, library_id, subject, people, staff_id, created_at,
    created_by)
SELECT day, 'phone', place, 'Как списать фонд?', 1, who, now, 2 FROM many WHERE n < 900;
INSERT INTO site_log (kind, title, put_on, url, staff_id, created_at)
SELECT 'news', 'Новость № ' || n, day, 'https://example.org/' || n, who, now
FROM many WHERE n < 500;

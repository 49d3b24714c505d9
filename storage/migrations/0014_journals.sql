-- Journals that were made: which edition of a time's journal a file is, and what it had seen.

CREATE TABLE journals (
    journal_id INTEGER PRIMARY KEY,
    span TEXT NOT NULL,             -- quarter:2026-4, or own days: 20260110-20260325
    source TEXT NOT NULL,           -- chat, phone, paper, other; all
    edition INTEGER NOT NULL,       -- from 1; grows with each file of this span and source
    format TEXT NOT NULL CHECK (format IN ('xlsx', 'docx')),
    lines INTEGER NOT NULL,
    last_visit_id INTEGER NOT NULL,             -- what was there when it was made, so that the next
    last_recommendation_id INTEGER NOT NULL,    -- edition tells how many records have changed
    last_history_id INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (staff_id),
    UNIQUE (span, source, edition)
) STRICT;

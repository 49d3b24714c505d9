-- The index that «Материалы» is searched by: words of publications as bot/rules/finding.py spells
-- them. What a publication says may change anywhere, so triggers only note whose words are stale.

CREATE VIRTUAL TABLE publication_words USING fts5 (     -- rowid: publication_id; not removed ones
    title,      -- with the subtitle
    theme,      -- with the event
    about,
    other,      -- kind, series, authors, years
    days,       -- days of the year: d0509
    roots,      -- beginnings of words, for words of one root
    tokenize = "unicode61 remove_diacritics 0",
    detail = 'column'
);
CREATE VIRTUAL TABLE publication_terms USING fts5vocab (publication_words, 'row');

CREATE TABLE finding_stale (        -- publications whose words the index has not or not as they are
    publication_id INTEGER PRIMARY KEY REFERENCES publications (publication_id)
) STRICT;

CREATE TRIGGER finding_of_new AFTER INSERT ON publications BEGIN
    INSERT INTO finding_stale VALUES (new.publication_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER finding_of_changed AFTER UPDATE ON publications BEGIN
    INSERT INTO finding_stale VALUES (new.publication_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER finding_of_day AFTER INSERT ON publication_days BEGIN
    INSERT INTO finding_stale VALUES (new.publication_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER finding_of_lost_day AFTER DELETE ON publication_days BEGIN
    INSERT INTO finding_stale VALUES (old.publication_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER finding_of_author AFTER INSERT ON publication_authors BEGIN
    INSERT INTO finding_stale VALUES (new.publication_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER finding_of_lost_author AFTER DELETE ON publication_authors BEGIN
    INSERT INTO finding_stale VALUES (old.publication_id) ON CONFLICT DO NOTHING;
END;
INSERT INTO finding_stale SELECT publication_id FROM publications;

-- Questionnaires that people publish; a version stays as it is for ever.

CREATE TABLE questionnaires (
    questionnaire_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE       -- form_id of the workbook: the same one makes the next version
) STRICT;

CREATE TABLE questionnaire_versions (   -- its XML is the row (monitoring, q<id>.<number>) of forms
    questionnaire_id INTEGER NOT NULL REFERENCES questionnaires (questionnaire_id),
    number INTEGER NOT NULL,        -- 1, 2, ...
    title TEXT NOT NULL,
    digest TEXT NOT NULL,           -- SHA-256 of the XML: the same questions are no new version
    workbook_name TEXT NOT NULL,    -- of the file that was sent
    workbook_id INTEGER REFERENCES files (file_id),     -- as it was sent
    xlsform BLOB NOT NULL,          -- the workbook as plain XLSForm, to be downloaded
    published_at TEXT NOT NULL,
    published_by INTEGER NOT NULL REFERENCES staff (staff_id),
    PRIMARY KEY (questionnaire_id, number),
    UNIQUE (questionnaire_id, digest)
) STRICT, WITHOUT ROWID;

-- Pictures and lists that belong to a version of a questionnaire.

ALTER TABLE forms ADD COLUMN files BLOB;    -- a .zip of them; NULL: there are none

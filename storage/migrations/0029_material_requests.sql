-- What who asked for a material says of the answer.

ALTER TABLE material_requests ADD COLUMN outcome TEXT CHECK (outcome IN ('fits', 'other'));
-- «Подошло», «Не то»: the latter opens the request again
ALTER TABLE material_requests ADD COLUMN remark TEXT;
-- what was missing in the last answer
ALTER TABLE material_requests ADD COLUMN return_no INTEGER NOT NULL DEFAULT 0;
-- how often an answer was «Не то»
CREATE INDEX material_requests_of ON material_requests (staff_id);

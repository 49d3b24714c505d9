-- How far a draft is, kept with each answer: for lists, boards and reminders of any form.

ALTER TABLE drafts ADD COLUMN total INTEGER;    -- questions on the way, `asked` of them dealt with

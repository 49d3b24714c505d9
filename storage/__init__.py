"""Everything the bot remembers: one SQLite file, numbered migrations, visible SQL."""

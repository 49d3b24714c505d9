"""The tick: claims what is due and writes to the outbox."""

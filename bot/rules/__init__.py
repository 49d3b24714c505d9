"""The rules of the field work. Pure: no Telegram, no SQL, no clock, no gettext."""

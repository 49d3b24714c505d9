"""Pure: values -> text, buttons, pictures; escaping and Telegram's limits live here alone."""

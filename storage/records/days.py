"""How a `*_on` column becomes a date and back."""

from datetime import date


def day(text: str | None) -> date | None:
    """Return the date of a `*_on` column."""
    return None if text is None else date.fromisoformat(text)


def iso(on: date | None) -> str | None:
    """Return the text that a `*_on` column stores."""
    return None if on is None else on.isoformat()

"""What «Мои данные» says of sessions attended, feedback given and certificates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.roll_card import reason

Rows = Sequence[Mapping[str, Any]]


def attended(t: Translator, records: Mapping[str, Rows]) -> list[str]:
    """Return a line for each session marked, each answer given, each certificate."""
    return [
        *(_mark(t, row) for row in records["attendance"]),
        *(_said(t, row) for row in records["session_feedback"]),
        *(_certificate(t, row) for row in records["certificates"]),
    ]


def _mark(t: Translator, row: Mapping[str, Any]) -> str:
    there, away = msgid("{date}: «{topic}», you were there"), msgid("{date}: «{topic}», absent")
    said = t.plain(there if row["is_present"] else away, date=_day(t, row), topic=row["topic"])
    why = reason(t, row["reason"])
    return f"{said} ({why})" if why else said


def _said(t: Translator, row: Mapping[str, Any]) -> str:
    said = msgid("{date}: «{topic}», feedback: {answers}")
    answers = "; ".join(str(value) for value in row["answers"].values() if value)
    return t.plain(said, date=_day(t, row), topic=row["topic"], answers=answers)


def _certificate(t: Translator, row: Mapping[str, Any]) -> str:
    said = msgid("Certificate No. {number}, class «{title}», hours: {hours}")
    off = msgid("Certificate No. {number}, class «{title}», hours: {hours}: revoked")
    return t.plain(
        off if row["revoked_at"] else said,
        number=row["number"],
        title=row["class"],
        hours=row["hours"],
    )


def _day(t: Translator, row: Mapping[str, Any]) -> str:
    return t.full_day(date.fromisoformat(row["held_on"]))

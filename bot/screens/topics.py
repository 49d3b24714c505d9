"""The topics of consultations and answers as the department changes them; pure."""

from collections.abc import Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, bold, grid, lines
from storage.records.guidance import Topic

IN_A_ROW: Final = 5


def listed(t: Translator, topics: Sequence[Topic], note: str | None = None) -> Screen:
    """Show the topics with numbers; what is not offered says so."""
    text = lines(
        t(note) if note else None,
        bold(t.plain(msgid("Topics of consultations"))),
        *(_line(t, number, one) for number, one in enumerate(topics, 1)),
        t(
            msgid(
                "A number opens a topic. To add one, write its name in Russian and after a "
                "slash (/) in Belarusian."
            )
        ),
    )
    numbers = [Button(str(n), f"topics.one:{one.code}") for n, one in enumerate(topics, 1)]
    rows = tuple(tuple(numbers[i : i + IN_A_ROW]) for i in range(0, len(numbers), IN_A_ROW))
    return Screen(text, (*rows, (Button(t.plain(msgid("Back")), "consult.all"),)))


def _line(t: Translator, number: int, one: Topic) -> Html:
    said = t("{ru} / {be}", ru=one.name_ru, be=one.name_be)
    away = "" if one.is_offered else f" ({t(msgid('not offered'))})"
    return Html(f"{number}. {said}{away}")


def one(t: Translator, topic: Topic) -> Screen:
    """Show one topic; another name is typed."""
    text = lines(
        t("{ru} / {be}", ru=topic.name_ru, be=topic.name_be),
        t(msgid("Another name? Write it in Russian and after a slash (/) in Belarusian.")),
    )
    way = (
        Button(t.plain(msgid("Offer no more")), f"topics.off:{topic.code}")
        if topic.is_offered
        else Button(t.plain(msgid("Offer again")), f"topics.on:{topic.code}")
    )
    return Screen(text, grid([way, Button(t.plain(msgid("Back")), "topics.all")]))

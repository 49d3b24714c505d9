"""What is changed in a recommendation: the questions about each part; pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.recommendations import Facts, body
from bot.screens.screen import Button, Screen, column, grid, lines

ONLY_PHOTOS: Final = msgid("A photo is needed here. Send one, or press «Back».")


def what(t: Translator, facts: Facts) -> Screen:
    """Ask what is to be changed."""
    key = facts.item.recommendation_id
    buttons = [
        Button(t.plain(msgid("Deadline")), f"rec.when:{key}"),
        Button(t.plain(msgid("Responsible")), f"rec.who:{key}"),
        Button(t.plain(msgid("Area")), f"rec.about:{key}"),
        Button(t.plain(msgid("Wording")), f"rec.word:{key}"),
        Button(t.plain(msgid("Add a photo")), f"rec.picture:{key}"),
        Button(t.plain(msgid("Back")), f"rec.card:{key}"),
    ]
    text = lines(*body(t, facts), t(msgid("What is to be changed?")))
    return Screen(text, grid(buttons))


def ask_deadline(t: Translator, facts: Facts) -> Screen:
    """Ask for another deadline: later by a button, any day typed."""
    key = facts.item.recommendation_id
    buttons = [
        Button(t.plain(msgid("A week later")), f"rec.till:{key}:week"),
        Button(t.plain(msgid("2 weeks later")), f"rec.till:{key}:two"),
        Button(t.plain(msgid("30 days later")), f"rec.till:{key}:month"),
        Button(t.plain(msgid("No deadline")), f"rec.till:{key}:none"),
        _back(t, facts),
    ]
    text = lines(*body(t, facts), t(msgid("Press or write the new deadline, for example 15.12.")))
    return Screen(text, grid(buttons))


def ask_person(t: Translator, facts: Facts, people: Sequence[tuple[int, str]]) -> Screen:
    """Ask who is responsible."""
    key = facts.item.recommendation_id
    buttons = [Button(name, f"rec.person:{key}:{one}") for one, name in people]
    nobody = Button(t.plain(msgid("Whoever works there")), f"rec.person:{key}:0")
    text = lines(*body(t, facts), t(msgid("Who carries it out? Press or write a surname.")))
    return Screen(text, grid([*buttons, nobody, _back(t, facts)]))


def ask_area(t: Translator, facts: Facts, areas: Mapping[str, str]) -> Screen:
    """Ask which area of the work it belongs to."""
    key = facts.item.recommendation_id
    buttons = [Button(label, f"rec.area:{key}:{code}") for code, label in areas.items()]
    text = lines(*body(t, facts), t(msgid("Which area does it belong to?")))
    return Screen(text, grid([*buttons, _back(t, facts)]))


def ask_text(t: Translator, facts: Facts) -> Screen:
    """Ask for another wording."""
    text = lines(*body(t, facts), t(msgid("Write what is to be done, in one line.")))
    return Screen(text, column([_back(t, facts)]))


def ask_photo(t: Translator, facts: Facts, note: Html | None = None) -> Screen:
    """Ask for photos of what is to be done."""
    text = lines(note, *body(t, facts), t(msgid("Send a photo, several at once are fine.")))
    return Screen(text, column([_back(t, facts)]))


def _back(t: Translator, facts: Facts) -> Button:
    return Button(t.plain(msgid("Back")), f"rec.card:{facts.item.recommendation_id}")

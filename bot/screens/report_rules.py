"""The numbers of the report with the rules that they follow, a subject at a time; pure."""

from collections.abc import Mapping

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.measures import NAMES, RULES
from bot.rules.report_subjects import SUBJECTS, Subject
from bot.screens.report import back
from bot.screens.screen import Button, Screen, bold, grid, lines


def shown(t: Translator, of: Subject, kinds: Mapping[str, str]) -> Screen:
    """Show a subject; `kinds`: which records each of its measures counts."""
    rules: dict[str, list[str]] = {}
    for name, kind in kinds.items():
        rules.setdefault(kind, []).append(t.plain(NAMES[name]))
    text = lines(
        bold(t.plain(msgid("How the numbers are counted: {subject}"), subject=t.plain(of.label))),
        *(_rule(t, kind, names) for kind, names in rules.items()),
    )
    buttons = [
        Button(t.plain(one.label), f"report.rules:{one.name}")
        for one in SUBJECTS.values()
        if one != of
    ]
    return Screen(text, (*grid(buttons), (back(t, "do:report"),)))


def _rule(t: Translator, kind: str, names: list[str]) -> Html:
    return lines(bold("; ".join(names)), t("{rule}", rule=t.plain(RULES[kind])))

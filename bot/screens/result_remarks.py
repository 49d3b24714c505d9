"""Which remarks of the jury go to the participants: as they are or not at all; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.results import head, titled
from bot.screens.screen import Button, Screen, cut, grid, lines
from storage.records.contests import Contest, Entry
from storage.records.judging import Judgement

PAGE: Final = 4  # remarks with a button each
LIMIT: Final = 600  # characters of a remark shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """The remarks of a contest, or of one entry (0: of all), and the page shown."""

    contest: Contest
    entries: Mapping[int, Entry]
    found: Sequence[Judgement]
    entry_id: int = 0
    page: int = 0


def listed(t: Translator, remarks: Remarks) -> Screen:
    """Show a page of remarks; who wrote them is not said."""
    contest = remarks.contest
    shown = remarks.found[remarks.page * PAGE : (remarks.page + 1) * PAGE]
    first = remarks.page * PAGE + 1
    text = lines(
        head(t, contest),
        t(
            msgid(
                "Remarks of the jury. A participant gets only those that are passed, without "
                "the juror's name."
            )
        ),
        *(_line(t, remarks, number, one) for number, one in enumerate(shown, first)),
    )
    buttons = [_toggle(t, remarks, number, one) for number, one in enumerate(shown, first)]
    return Screen(text, (*grid(buttons), *_below(t, remarks)))


def _line(t: Translator, remarks: Remarks, number: int, one: Judgement) -> str:
    text = (
        msgid("{number}. No. {n} {title}: «{remark}». Goes to the participant.")
        if one.passed_at
        else msgid("{number}. No. {n} {title}: «{remark}». Does not go.")
    )
    entry = remarks.entries[one.entry_id]
    return t(
        text,
        number=str(number),
        n=str(entry.entry_id),
        title=titled(t, entry),
        remark=cut(unquoted(one), LIMIT),
    )


def unquoted(one: Judgement) -> str:
    """Return a remark as it stands in quotation marks: without the full stop at its end."""
    text = (one.remark or "").strip()
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def _toggle(t: Translator, remarks: Remarks, number: int, one: Judgement) -> Button:
    label = msgid("{number}: do not pass") if one.passed_at else msgid("{number}: pass")
    wanted = 0 if one.passed_at else 1
    press = f"result.pass:{one.entry_id}:{one.staff_id}:{wanted}:{remarks.entry_id}:{remarks.page}"
    return Button(t.plain(label, number=str(number)), press)


def _below(t: Translator, remarks: Remarks) -> tuple[tuple[Button, ...], ...]:
    key, one = remarks.contest.contest_id, remarks.entry_id
    buttons = []
    if any(not judgement.passed_at for judgement in remarks.found):
        buttons.append(Button(t.plain(msgid("Pass all")), f"result.passall:{key}:{one}:1"))
    if any(judgement.passed_at for judgement in remarks.found):
        buttons.append(Button(t.plain(msgid("Pass none")), f"result.passall:{key}:{one}:0"))
    page = f"result.remarks:{key}:{one}:"
    if remarks.page:
        buttons.append(Button(t.plain(msgid("Earlier ones")), f"{page}{remarks.page - 1}"))
    if (remarks.page + 1) * PAGE < len(remarks.found):
        buttons.append(Button(t.plain(msgid("Further ones")), f"{page}{remarks.page + 1}"))
    buttons.append(Button(t.plain(msgid("To the results")), f"result.list:{key}"))
    return grid(buttons)

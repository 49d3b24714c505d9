"""Returning single questions of a sheet: which one, what is to be clarified, sending; pure."""

from collections.abc import Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import reviewing
from bot.rules.reviewing import Asked
from bot.screens import review
from bot.screens.monitoring import heading
from bot.screens.review import Answers, Sheet
from bot.screens.screen import Button, Rows, Screen, bold, grid, lines
from storage.records.monitoring import CampaignUnit, Remark

IN_A_ROW: Final = 5


def choose(t: Translator, about: Sheet, page: int, written: Sequence[Remark]) -> Screen:
    """Ask which question is to be returned; a number can be typed, with the remark behind it."""
    rows = reviewing.asked(about.answers.form)
    shown = rows[page * review.SHEET : (page + 1) * review.SHEET] or rows[: review.SHEET]
    text = lines(
        heading(t, about.campaign, about.library),
        *(review.short(t, one, about.answers.said) for one in shown),
        t(msgid("Which question is to be returned? Press or write its number.")),
        t(msgid("The remark can stand behind it at once: «4 Check it by the diary».")),
    )
    key = about.unit.unit_id
    numbers = [Button(str(one.number), f"review.question:{key}:{one.number}") for one in shown]
    buttons = [Button(t.plain(msgid("To the sheet")), f"review.sheet:{key}:{page}")]
    if written:
        label = t.plain(msgid("Remarks: {count}"), count=len(written))
        buttons.insert(0, Button(label, f"review.written:{key}"))
    return Screen(text, (*_in_rows(numbers), *grid(buttons)))


def _in_rows(buttons: Sequence[Button]) -> Rows:
    starts = range(0, len(buttons), IN_A_ROW)
    return tuple(tuple(buttons[start : start + IN_A_ROW]) for start in starts)


def ask(t: Translator, about: Sheet, one: Asked) -> Screen:
    """Ask for the remark to a question."""
    text = lines(
        bold(about.library),
        review.short(t, one, about.answers.said),
        t(
            msgid("What is to be clarified? Write at least {least} characters, in one line."),
            least=reviewing.REMARK_LEAST,
        ),
        t(msgid("No names or telephones of residents, please.")),
    )
    key = about.unit.unit_id
    buttons = [
        Button(t.plain(msgid("Another question")), f"review.return:{key}:0"),
        Button(t.plain(msgid("To the sheet")), f"review.sheet:{key}"),
    ]
    return Screen(text, grid(buttons))


def written(t: Translator, about: Sheet, remarks: Sequence[Remark]) -> Screen:
    """Show what is written about a sheet and not sent yet."""
    text = lines(
        heading(t, about.campaign, about.library),
        t(msgid("Remarks to be sent: {count}."), count=len(remarks)),
        *(remark(t, about.answers, one) for one in remarks),
        t(msgid("Send them to the library, or return one more question?")),
    )
    key = about.unit.unit_id
    buttons = [
        Button(t.plain(msgid("Send")), f"review.send:{key}", style="primary"),
        Button(t.plain(msgid("One more")), f"review.return:{key}:0"),
        Button(t.plain(msgid("Drop remarks")), f"review.drop:{key}"),
        Button(t.plain(msgid("To the sheet")), f"review.sheet:{key}"),
    ]
    return Screen(text, grid(buttons))


def remark(t: Translator, answers: Answers, one: Remark) -> Html:
    """Write a remark with its question and the present answer."""
    asked = reviewing.of_path(answers.form, one.question)
    said = t("«{remark}»", remark=one.remark)
    return said if asked is None else Html(f"{review.short(t, asked, answers.said)}. {said}")


def sent(
    t: Translator, unit: CampaignUnit, library: str, told: Sequence[str], people: Sequence[str]
) -> Screen:
    """Say to whom the remarks went; where nobody is reached, whom to call."""
    if told:
        where = t(msgid("The remarks went to: {people}"), people=", ".join(told))
    elif people:
        text = msgid("No message reaches them now: {people}. Please call and enter the answer.")
        where = t(text, people="; ".join(people))
    else:
        where = t(msgid("Nobody works there: please enter the answer yourselves."))
    said = msgid("The sheet is to be clarified. Library: {library}.")
    buttons = list(review.beside(t, unit))
    if not told:
        label = t.plain(msgid("Enter the answer"))
        buttons.insert(0, Button(label, f"clarify.open:{unit.unit_id}", style="primary"))
    return Screen(lines(t(said, library=library), where), grid(buttons))

"""Remarks to single answers of an entry: as a methodist writes and authors answer them; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.catalogs import Html, Translator
from bot.forms.model import Form
from bot.msgid import msgid, plural
from bot.rules import reviewing
from bot.rules.reviewing import Asked
from bot.screens import entries as cards
from bot.screens import review
from bot.screens.entries import Names
from bot.screens.screen import Button, Rows, Screen, bold, grid, lines
from storage.records.contests import Entry, EntryRemark

PAGE: Final = 20  # questions in one message
IN_A_ROW: Final = 5
SETTLED: Final = frozenset({"corrected", "explained"})


@dataclass(frozen=True, slots=True)
class About:
    """An entry with its questions, what it says, and the remarks that were sent."""

    entry: Entry
    form: Form
    answers: Mapping[str, Any]
    remarks: tuple[EntryRemark, ...]
    names: Names

    @property
    def open(self) -> list[EntryRemark]:
        """Return the remarks that wait for the authors."""
        return [one for one in self.remarks if one.state == "open"]

    @property
    def settled(self) -> list[EntryRemark]:
        """Return the remarks of the last return that are answered."""
        number = self.entry.return_no
        return [one for one in self.remarks if one.return_no == number and one.state in SETTLED]


def choose(t: Translator, about: About, page: int, written: int) -> Screen:
    """Ask which answer is to be returned; a number can be typed, with the remark behind it."""
    rows = reviewing.asked(about.form)
    pages = max(1, -(-len(rows) // PAGE))
    page %= pages
    shown = rows[page * PAGE : (page + 1) * PAGE]
    text = lines(
        cards.title(t, about.entry),
        *(_short(t, about, one) for one in shown),
        t(msgid("Which question is to be returned? Press or write its number.")),
        t(msgid("The remark can stand behind it at once: «4 Check it by the diary».")),
    )
    key = about.entry.entry_id
    found = [Button(str(one.number), f"back.ask:{key}:{one.number}") for one in shown]
    under = []
    if written:
        under.append(Button(t.plain(msgid("Remarks: {count}"), count=written), f"back.kept:{key}"))
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        under.append(Button(label, f"back.list:{key}:{(page + 1) % pages}"))
    under.append(Button(t.plain(msgid("One for the whole")), f"entry.back:{key}"))
    under.append(Button(t.plain(msgid("Back")), f"admit.entry:{key}"))
    return Screen(text, (*_in_rows(found), *grid(under)))


def _in_rows(buttons: Sequence[Button]) -> Rows:
    starts = range(0, len(buttons), IN_A_ROW)
    return tuple(tuple(buttons[start : start + IN_A_ROW]) for start in starts)


def _short(t: Translator, about: About, one: Asked) -> Html:
    """Write a question with what is answered; keys of libraries and people stay unsaid."""
    said = review.short(t, one, about.answers)
    if not one.field.is_served:
        return said
    return t("{number}. {label}", number=str(one.number), label=one.field.label(t.language))


def ask(t: Translator, about: About, one: Asked) -> Screen:
    """Ask for the remark to a question."""
    text = lines(
        cards.title(t, about.entry),
        _short(t, about, one),
        t(
            msgid("What is to be clarified? Write at least {least} characters, in one line."),
            least=reviewing.REMARK_LEAST,
        ),
        t(msgid("No names or telephones of residents, please.")),
    )
    key = about.entry.entry_id
    buttons = [
        Button(t.plain(msgid("Another question")), f"back.list:{key}"),
        Button(t.plain(msgid("To the entry")), f"admit.entry:{key}"),
    ]
    return Screen(text, grid(buttons))


def written(t: Translator, about: About, found: Sequence[EntryRemark]) -> Screen:
    """Show what is written about an entry and not sent yet."""
    text = lines(
        cards.title(t, about.entry),
        t(msgid("Remarks to be sent: {count}."), count=len(found)),
        *(_written(t, about, one) for one in found),
        t(msgid("Send them to the authors, or return one more answer?")),
    )
    key = about.entry.entry_id
    buttons = [
        Button(t.plain(msgid("Send")), f"back.send:{key}", style="primary"),
        Button(t.plain(msgid("One more")), f"back.list:{key}"),
        Button(t.plain(msgid("Drop remarks")), f"back.drop:{key}"),
        Button(t.plain(msgid("To the entry")), f"admit.entry:{key}"),
    ]
    return Screen(text, grid(buttons))


def _written(t: Translator, about: About, one: EntryRemark) -> Html:
    asked = reviewing.of_path(about.form, one.question)
    said = t("«{remark}»", remark=one.remark)
    return said if asked is None else Html(f"{_short(t, about, asked)}. {said}")


def sent(t: Translator, told: Sequence[str]) -> Html:
    """Say to whom the remarks went, or that somebody has to call."""
    if told:
        text = msgid("The entry is returned. The remark went to: {people}")
        return t(text, people=", ".join(told))
    return t(msgid("The entry is returned. No message reaches its authors: please call them."))


# -------------------------------------------------------------------- the authors' side


def card(
    t: Translator, about: About, note: str | None = None, *, remark: EntryRemark | None = None
) -> Screen:
    """Ask for one answer to be corrected or explained (T29)."""
    chosen = remark or about.open[0]
    several = plural(
        "Please clarify {n} answer of entry No. {number}: «{title}».",
        "Please clarify {n} answers of entry No. {number}: «{title}».",
    )
    entry = about.entry
    text = lines(
        note,
        t(several, n=len(about.open), number=str(entry.entry_id), title=entry.title),
        _question(t, about, chosen),
        t(
            msgid("Remark of the methodist ({person}): «{remark}»"),
            person=about.names.person(chosen.made_by),
            remark=chosen.remark,
        ),
        t(msgid("The other answers stay.")) if len(about.open) == 1 else None,
    )
    key = chosen.remark_id
    buttons = [
        Button(t.plain(msgid("Correct")), f"fix.edit:{key}", style="primary"),
        Button(t.plain(msgid("Open the entry")), f"entry.card:{entry.entry_id}"),
        Button(t.plain(msgid("Leave it and explain")), f"fix.keep:{key}"),
    ]
    return Screen(text, grid(buttons))


def _question(t: Translator, about: About, remark: EntryRemark) -> Html | None:
    one = reviewing.of_path(about.form, remark.question)
    return None if one is None else t(msgid("Question {line}"), line=_short(t, about, one))


def ask_line(t: Translator, about: About, remark: EntryRemark) -> Screen:
    """Ask why an answer stays."""
    text = lines(
        cards.title(t, about.entry),
        _question(t, about, remark),
        t(msgid("Why does the answer stay? Write it in one line, the methodist reads it.")),
    )
    back = Button(t.plain(msgid("Back")), f"fix.show:{remark.remark_id}")
    return Screen(text, ((back,),))


def done(t: Translator, entry: Entry, people: Sequence[str]) -> Screen:
    """Say that all remarks are answered and who looks at them now."""
    text = lines(
        t(msgid("Thank you, entry No. {n} is submitted again."), n=str(entry.entry_id)),
        t(msgid("It is reviewed by: {people}"), people=", ".join(people)) if people else None,
    )
    button = Button(t.plain(msgid("Open the entry")), f"entry.card:{entry.entry_id}")
    return Screen(text, ((button,),))


# -------------------------------------------------------------------- to the methodist


def settled(t: Translator, about: About, by: str) -> Screen:
    """Show what was, what became and what was explained; admit, or return once more."""
    entry = about.entry
    text = lines(
        bold(
            t.plain(msgid("Clarified: {library}"), library=about.names.library(entry.library_id))
        ),
        cards.title(t, entry),
        t(msgid("Who answered: {person}"), person=by),
        *differences(t, about),
    )
    key = entry.entry_id
    buttons = [
        Button(t.plain(msgid("Admit")), f"admit.one:{key}:{entry.submission_id}", style="primary"),
        Button(t.plain(msgid("The whole entry")), f"admit.entry:{key}"),
        Button(t.plain(msgid("Return once more")), f"back.list:{key}"),
    ]
    return Screen(text, grid(buttons))


def differences(t: Translator, about: About) -> list[Html]:
    """Say of each answered remark of the last return what was and what became."""
    return [_difference(t, about, one) for one in about.settled]


def waiting(t: Translator, about: About) -> list[Html]:
    """Say which remarks wait for the authors."""
    text = msgid("Remark, no answer yet: «{remark}»")
    return [lines(_question(t, about, one), t(text, remark=one.remark)) for one in about.open]


def _difference(t: Translator, about: About, remark: EntryRemark) -> Html:
    asked = t(msgid("Remark: «{remark}»"), remark=remark.remark)
    one = reviewing.of_path(about.form, remark.question)
    if one is None:
        return asked
    was = review.said(t, one.field, reviewing.listed(remark.was))
    values = {"number": str(one.number), "label": one.field.label(t.language), "was": was}
    if remark.state == "explained":
        line = t(msgid("{number}. {label}: left as it was, {was}"), **values)
        why = t(msgid("Explanation: {text}"), text=f"«{remark.explanation}»")
        return lines(line, asked, why)
    became = review.said(t, one.field, reviewing.listed(remark.became))
    line = t(msgid("{number}. {label}: was {was}, now {became}"), **values, became=became)
    return lines(line, asked)

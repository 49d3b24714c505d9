"""What the methodist looks at before the jury does: the list, one entry, what it lacks; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import admission as rules
from bot.rules.admission import Lacks
from bot.screens import entries as cards
from bot.screens import judging_remarks as remarked
from bot.screens.entries import May, Names
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from storage.records.contests import Contest, Entry

PAGE: Final = 8  # entries of a list
CONSENTS: Final[Mapping[str, str]] = {
    "people": msgid("consent of the people in the photos"),
    "parents": msgid("consent of the parents"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits for admission and what it lacks."""

    entry: Entry
    lacks: Lacks


@dataclass(frozen=True, slots=True)
class Queue:
    """What a contest has to admit; how many are returned and admitted."""

    contest: Contest
    waiting: tuple[Waiting, ...]
    returned: int
    admitted: int

    @property
    def ready(self) -> tuple[Entry, ...]:
        """Return the entries that lack nothing."""
        return tuple(one.entry for one in self.waiting if not one.lacks)


def listing(
    t: Translator, queue: Queue, names: Names, page: int = 0, note: str | None = None
) -> Screen:
    """Show what waits; each opens, those that lack nothing can be admitted at once."""
    pages = max(1, -(-len(queue.waiting) // PAGE))
    page %= pages
    shown = queue.waiting[page * PAGE : (page + 1) * PAGE]
    text = lines(
        note,
        bold(t.plain(msgid("Admission: «{title}»"), title=queue.contest.title)),
        t(
            msgid("Waiting: {waiting}, to be clarified: {returned}, admitted: {admitted}."),
            waiting=len(queue.waiting),
            returned=queue.returned,
            admitted=queue.admitted,
        ),
        *(_line(t, one, names) for one in shown),
        t(msgid("Press one to open it.")) if shown else t(msgid("Nothing waits for admission.")),
    )
    key = queue.contest.contest_id
    opening = [
        Button(cut(f"№ {one.entry.entry_id} {one.entry.title}", WIDE), _open(one.entry))
        for one in shown
    ]
    under = []
    if queue.ready:
        label = t.plain(msgid("Admit all that is whole: {count}"), count=len(queue.ready))
        press = f"admit.all:{key}:{rules.mark(queue.ready)}"
        under.append(Button(label, press, style="primary"))
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        under.append(Button(label, f"admit.list:{key}:{(page + 1) % pages}"))
    under.append(Button(t.plain(msgid("To the contest")), f"contest.card:{key}"))
    return Screen(text, (*column(opening), *grid(under)))


def _open(entry: Entry) -> str:
    return f"admit.entry:{entry.entry_id}"


def _line(t: Translator, one: Waiting, names: Names) -> Html:
    values = {
        "n": str(one.entry.entry_id),
        "title": cut(one.entry.title, 60),
        "library": names.library(one.entry.library_id),
    }
    if one.lacks:
        lacks = ", ".join(lack_words(t, one.lacks))
        return t(msgid("No. {n} «{title}», {library}: {lacks} missing."), **values, lacks=lacks)
    return t(msgid("No. {n} «{title}», {library}: nothing is missing."), **values)


def lack_words(t: Translator, lacks: Lacks) -> list[str]:
    """Name what is missing: «фото (1 из 3)», «согласие родителей»."""
    consents = [t.plain(CONSENTS[one]) for one in lacks.consents]
    return [*cards.lack_words(t, lacks.files), *consents]


# -------------------------------------------------------------------- one entry


@dataclass(frozen=True, slots=True)
class About:
    """An entry with what its form says and what it lacks; a line above."""

    waiting: Waiting
    details: Sequence[tuple[str, str]]
    note: str | None
    remarks: remarked.About


def entry(t: Translator, about: About, names: Names) -> Screen:
    """Show an entry as its card does, with what it lacks and what can be decided."""
    one, lacks = about.waiting.entry, about.waiting.lacks
    card = cards.card(t, one, names, May(), cards.About(about.details, about.note))
    missing = (
        t(msgid("Still missing: {lacks}."), lacks=", ".join(lack_words(t, lacks)))
        if lacks
        else None
    )
    said = [*remarked.waiting(t, about.remarks), *remarked.differences(t, about.remarks)]
    text = lines(card.text, *said, missing)
    return Screen(text, grid(_decisions(t, one, has_open=bool(about.remarks.open))))


def _decisions(t: Translator, one: Entry, *, has_open: bool) -> list[Button]:
    key = one.entry_id
    buttons = []
    if one.state == "submitted":
        press = f"admit.one:{key}:{one.submission_id}"
        buttons.append(Button(t.plain(msgid("Admit")), press, style="primary"))
    if one.is_live:
        buttons.append(Button(t.plain(msgid("Return")), f"back.list:{key}"))
    if has_open:
        buttons.append(Button(t.plain(msgid("Withdraw remarks")), f"back.off:{key}"))
    if one.files:
        buttons.append(Button(t.plain(msgid("Materials")), f"entry.files:{key}"))
    buttons.append(Button(t.plain(msgid("Next one")), f"admit.next:{key}"))
    buttons.append(Button(t.plain(msgid("To the list")), f"admit.list:{one.contest_id}"))
    return buttons


def admitted(t: Translator, some: Sequence[Entry], *, is_dealt: bool) -> Html:
    """Say what was admitted and where it goes."""
    if len(some) == 1:
        said = t(msgid("Entry No. {n} is admitted."), n=str(some[0].entry_id))
    else:
        said = t(plural("{n} entry is admitted.", "{n} entries are admitted."), n=len(some))
    return lines(said, t(msgid("It goes to the jury at once.")) if is_dealt else None)

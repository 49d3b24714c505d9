"""«Использовали у себя»: what was kept, the libraries of a publication, one's own list; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import Button, Screen, bold, column, cut, grid, lines
from storage.records.publications import Publication, Use

PAGE: Final = 6
SHOWN: Final = 20  # uses named under a publication
LABEL: Final = 40
PEOPLE: Final = plural("{n} person", "{n} people")


@dataclass(frozen=True, slots=True)
class Row:
    """A use with the names of what it points to."""

    use: Use
    title: str
    library: str
    may_undo: bool = False


def said(t: Translator, row: Row) -> Html:
    """Say where and when, and before how many people."""
    use = row.use
    what = t("{library}, {date}", library=row.library, date=t.full_day(use.used_on))
    return what if use.people is None else Html(f"{what}, {t(PEOPLE, n=use.people)}")


def kept(t: Translator, row: Row) -> Screen:
    """Say that a use is counted."""
    return _with_undo(t, row, t(msgid("It is counted, thank you.")))


def one(t: Translator, row: Row) -> Screen:
    """Show a use."""
    return _with_undo(t, row, t(msgid("We have used it")))


def undone(t: Translator, row: Row) -> Screen:
    """Say that a use is taken back."""
    return _with_undo(t, row, t(msgid("It is taken back and not counted any more.")))


def _with_undo(t: Translator, row: Row, first: Html) -> Screen:
    text = lines(first, t(msgid("«{title}»"), title=row.title), said(t, row))
    buttons = []
    if row.may_undo:
        buttons.append(Button(t.plain(msgid("Undo this record")), f"pub.undo:{row.use.use_id}"))
    buttons += [
        Button(t.plain(msgid("We have used")), "pub.used:0"),
        Button(t.plain(msgid("To the materials")), "pub.list:all:0"),
    ]
    return Screen(text, grid(buttons))


def of_publication(
    t: Translator, one: Publication, rows: Sequence[Row], count: int, back: str
) -> Screen:
    """List the libraries that have used a publication, the latest first."""
    text = lines(
        bold(f"«{one.title}»"),
        *(said(t, row) for row in rows),
        t(msgid("And {n} more."), n=count - len(rows)) if count > len(rows) else None,
        t(msgid("Nobody has told of it yet.")) if not rows else None,
    )
    card = Button(t.plain(msgid("Back")), f"pub.card:{one.publication_id}:{back}")
    return Screen(text, ((card,),))


@dataclass(frozen=True, slots=True)
class Uses:
    """A page of what a person's libraries have used."""

    rows: Sequence[Row]
    count: int
    people: int
    page: int


def listed(t: Translator, page: Uses) -> Screen:
    """List what one's own libraries have used; each can be opened and taken back."""
    pages = max(1, -(-page.count // PAGE))
    text = lines(
        bold(t.plain(msgid("We have used"))),
        t(msgid("Times: {count}, people: {people}."), count=page.count, people=page.people)
        if page.rows
        else t(msgid("Nothing yet. Open a publication and press «We have used it».")),
    )
    opened = [
        Button(cut(f"{row.use.used_on:%d.%m.%Y} {row.title}", LABEL), f"pub.one:{row.use.use_id}")
        for row in page.rows
    ]
    under = [Button(t.plain(msgid("To the materials")), "pub.list:all:0")]
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page.page + 1, pages=pages)
        under.insert(0, Button(label, f"pub.used:{(page.page + 1) % pages}"))
    return Screen(text, (*column(opened), *grid(under)))

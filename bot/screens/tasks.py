"""«Мои дела»: the numbered list, the card of a draft, «Напомнить позже»; pure."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import due
from bot.rules.due import Line
from bot.screens.screen import Button, Rows, Screen, column, grid, lines

PAGE: Final = 10
IN_A_ROW: Final = 5


def listing(
    t: Translator,
    items: Sequence[Line],
    today: date,
    *,
    name: str = "",
    asked: Sequence[datetime] = (),
    page: int = 0,
) -> Screen:
    """Show what waits; each number is a button and can be typed."""
    if not items:
        return Screen(lines(_title(t, name, today), t(due.DIGEST_EMPTY), _asked(t, asked)))
    pages = -(-len(items) // PAGE)
    page %= pages
    shown = items[page * PAGE : (page + 1) * PAGE]
    text = lines(
        _title(t, name, today),
        *(_line(t, line) for line in shown),
        _asked(t, asked),
        t(due.DIGEST_FOOT),
    )
    return Screen(text, (*_numbers(shown), *_named(t, shown), *_under(t, page, pages)))


def draft_card(t: Translator, draft_id: int, text: Html, touched: datetime) -> Screen:
    """Show a draft that waits: go on, later, delete."""
    said = lines(text, t(msgid("The latest answer: {moment}."), moment=touched))
    buttons = [
        Button(t.plain(msgid("Go on")), f"f.open:{draft_id}", style="primary"),
        Button(t.plain(msgid("Remind me later")), f"task.later:draft:{draft_id}"),
        Button(t.plain(msgid("Delete the draft")), f"task.drop:{draft_id}"),
        Button(t.plain(msgid("Back")), "do:tasks"),
    ]
    return Screen(said, grid(buttons))


def confirm_delete(t: Translator, draft_id: int, title: str) -> Screen:
    """Ask before a draft is deleted."""
    text = lines(
        t(msgid("Delete the draft «{title}»?"), title=title),
        t(msgid("Its answers will be gone for good.")),
    )
    buttons = [
        Button(t.plain(msgid("Yes, delete")), f"f.drop:{draft_id}", style="danger"),
        Button(t.plain(msgid("No, keep it")), f"task.draft:{draft_id}"),
    ]
    return Screen(text, grid(buttons))


def take_over(t: Translator, draft_id: int, text: Html, *, is_open: bool) -> Screen:
    """Show an absent colleague's draft; who may fill such a form can take it over."""
    back = Button(t.plain(msgid("Back")), "do:tasks")
    if not is_open:
        return Screen(lines(text, t(msgid("Only the colleague can finish this."))), ((back,),))
    said = lines(
        text,
        t(msgid("You can take it over: the record stays the colleague's, you finish it.")),
    )
    take = Button(t.plain(msgid("Take it over")), f"task.taken:{draft_id}", style="primary")
    return Screen(said, grid([take, back]))


def when(t: Translator, subject: str) -> Screen:
    """Ask when to remind again."""
    text = t(msgid("When shall I remind you?"))
    buttons = [
        Button(t.plain(msgid("In an hour")), f"task.at:hour:{subject}"),
        Button(t.plain(msgid("Tomorrow morning")), f"task.at:morning:{subject}"),
        Button(t.plain(msgid("No need")), "do:tasks"),
    ]
    return Screen(text, grid(buttons))


def will_remind(t: Translator, at: datetime) -> Screen:
    """Say when the reminder comes."""
    return Screen(
        t(msgid("I will remind you on {date} at {time}."), date=at.date(), time=_clock(at))
    )


def reminder(t: Translator, text: Html, press: str, subject: str) -> Screen:
    """Remind of one thing at the moment that the person asked for."""
    said = lines(t(msgid("You asked for a reminder.")), text)
    buttons = [
        Button(t.plain(msgid("Open")), press, style="primary"),
        Button(t.plain(msgid("Remind me later")), f"task.later:{subject}"),
    ]
    return Screen(said, grid(buttons))


def _title(t: Translator, name: str, today: date) -> Html:
    if name:
        return t(due.DIGEST_TITLE, name=name, date=today)
    return t(msgid("Today is {date}."), date=today)


def _line(t: Translator, line: Line) -> Html:
    return Html(f"{line.number}. {t(line.item.text, **line.item.values)}")


def _asked(t: Translator, asked: Sequence[datetime]) -> Html | None:
    if not asked:
        return None
    moments = ", ".join(f"{t.day(at.date())}, {_clock(at)}" for at in sorted(asked))
    return t(msgid("Reminders that you asked for: {moments}."), moments=moments)


def _clock(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"


def _numbers(items: Sequence[Line]) -> Rows:
    buttons = [Button(str(line.number), line.item.target) for line in items]
    return tuple(
        tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)
    )


def _named(t: Translator, items: Sequence[Line]) -> Rows:
    """Give what is to be done at once a button in words; several are told apart by number."""
    named = [line for line in items if line.item.button]
    several = len(named) > 1
    return grid(
        Button(
            f"{line.number}. {t.plain(line.item.button)}"
            if several
            else t.plain(line.item.button),
            line.item.target,
            style="primary",
        )
        for line in named
    )


def _under(t: Translator, page: int, pages: int) -> Rows:
    later = Button(t.plain(msgid("Remind me later")), "task.later:tasks")
    if pages == 1:
        return ((later,),)
    label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
    return column([Button(label, f"task.page:{(page + 1) % pages}"), later])

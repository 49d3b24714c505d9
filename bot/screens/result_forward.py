"""Winners put forward to the contest of the region; pure."""

from collections.abc import Collection, Sequence
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.entries import Names
from bot.screens.results import Line, award_name, head, titled
from bot.screens.screen import Button, Screen, column, grid, lines
from storage.records.contests import Contest

PAGE: Final = 8


def listed(
    t: Translator,
    contest: Contest,
    winners: Sequence[Line],
    forwarded: Collection[int],
    *,
    names: Names,
    page: int,
) -> Screen:
    """Show who has an award, with a tick for each that goes to the region."""
    shown = winners[page * PAGE : (page + 1) * PAGE]
    text = lines(
        head(t, contest),
        t(msgid("Which entries are put forward to the contest of the region? Tick them.")),
        *(
            t(
                msgid("No. {n} {title}, {library}: {award}. Put forward.")
                if one.entry.entry_id in forwarded
                else msgid("No. {n} {title}, {library}: {award}."),
                n=str(one.entry.entry_id),
                title=titled(t, one.entry),
                library=names.library(one.entry.library_id),
                award=award_name(t, contest, one.result),
            )
            for one in shown
        ),
        t(msgid("Put forward: {count}."), count=len(forwarded)),
    )
    ticks = [_tick(t, one, forwarded, page) for one in shown]
    turns = []
    page_of = f"result.forward:{contest.contest_id}:"
    if page:
        turns.append(Button(t.plain(msgid("Earlier ones")), f"{page_of}{page - 1}"))
    if (page + 1) * PAGE < len(winners):
        turns.append(Button(t.plain(msgid("Further ones")), f"{page_of}{page + 1}"))
    turns.append(Button(t.plain(msgid("To the results")), f"result.list:{contest.contest_id}"))
    return Screen(text, (*column(ticks), *grid(turns)))


def _tick(t: Translator, one: Line, forwarded: Collection[int], page: int) -> Button:
    is_in = one.entry.entry_id in forwarded
    label = msgid("No. {n}: do not put forward") if is_in else msgid("No. {n}: put forward")
    press = f"result.put:{one.entry.entry_id}:{0 if is_in else 1}:{page}"
    return Button(t.plain(label, n=str(one.entry.entry_id)), press)

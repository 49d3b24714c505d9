"""An import in chat: how it goes, what a file would change, and what was saved; pure."""

from collections.abc import Mapping
from typing import Final

from bot.catalogs import Html, Translator
from bot.imports.preview import TABLES
from bot.imports.rows import Tally
from bot.msgid import msgid
from bot.screens.screen import Button, Rows, Screen, column, grid, lines


def explained(t: Translator) -> Screen:
    """Say what can be loaded, and that nothing is saved without asking."""
    text = lines(
        t(msgid("Import: libraries, settlements, staff and past visits from a table.")),
        t(
            msgid(
                "I show first what is new and what is wrong; nothing is saved until you press "
                "«Load»."
            )
        ),
        t(msgid("The same file may be sent again: records are updated, never doubled.")),
        t(msgid("Send a file: .xlsx or .csv.")),
    )
    buttons = [
        Button(t.plain(msgid("Example table")), "import.example"),
        Button(t.plain(msgid("What the bot knows now")), "import.ours"),
        Button(t.plain(msgid("Not needed")), "import.drop"),
    ]
    return Screen(text, column(buttons))


def example_caption(t: Translator) -> Html:
    """Say how the example is used."""
    return t(msgid("Fill in the sheets that you need and send the file here."))


def ours_coming(t: Translator) -> Screen:
    """Say that the table of what is known is being made."""
    return Screen(t(msgid("I am making the table; it will come here.")))


def ours_caption(t: Translator) -> Html:
    """Say what the table of what is known is for."""
    return t(msgid("Correct what has changed, add new rows and send the file back."))


def ours_name(t: Translator) -> str:
    """Return the name of the file with what is known."""
    return t.plain(msgid("network.xlsx"))


def reading(t: Translator, name: str) -> Screen:
    """Say that a file is being read."""
    text = t(msgid("I am reading the file «{name}». The answer will come here."), name=name)
    return Screen(text)


def not_a_table(t: Translator, name: str) -> Screen:
    """Say which files can be loaded."""
    text = lines(
        t(msgid("«{name}» is not a table that I can read."), name=name),
        t(msgid("Send an Excel workbook (.xlsx) or a CSV file.")),
    )
    return Screen(text, _try_again(t))


def _try_again(t: Translator) -> Rows:
    return column(
        [
            Button(t.plain(msgid("Example table")), "import.example"),
            Button(t.plain(msgid("Not needed")), "import.drop"),
        ]
    )


def failed(t: Translator) -> Screen:
    """Say that a file could not be read at all."""
    return refused(
        t,
        t(
            msgid(
                "This file cannot be read as a table. Save it as an Excel workbook (.xlsx) "
                "or as CSV and send it again. Nothing is lost."
            )
        ),
    )


def refused(t: Translator, why: str) -> Screen:
    """Say why a file cannot be read; `why` is HTML."""
    return Screen(why, _try_again(t))


def problems(t: Translator, text: str) -> Screen:
    """Show which rows must be corrected before the file is sent again; `text` is HTML."""
    return Screen(text, _try_again(t))


def preview(t: Translator, text: str, job_id: int, *, can_apply: bool) -> Screen:
    """Show what a file would change; `text` is HTML."""
    if not can_apply:
        return Screen(text)
    buttons: Rows = grid(
        [
            Button(t.plain(msgid("Load")), f"import.apply:{job_id}", style="primary"),
            Button(t.plain(msgid("Do not load")), "import.drop"),
        ]
    )
    return Screen(text, buttons)


def rows_caption(t: Translator) -> Html:
    """Say what the file with bad rows is."""
    return t(msgid("Every row that must be corrected."))


def rows_name(t: Translator) -> str:
    """Return the name of the file with bad rows."""
    return t.plain(msgid("rows.txt"))


def saved(t: Translator, tallies: Mapping[str, Tally]) -> Screen:
    """Say what was saved; new people are to be invited next."""
    counts = [_tally(t, *one) for one in tallies.items()]
    has_new_people = "staff" in tallies and tallies["staff"].new > 0
    return Screen(lines(t(LOADED), *counts, t(INVITE_NEXT) if has_new_people else None))


LOADED: Final = msgid("Loaded.")
INVITE_NEXT: Final = msgid("Invitations and printed slips for new people: press «People».")


def _tally(t: Translator, table: str, tally: Tally) -> Html:
    return t(
        msgid("{table}. New: {new}, changed: {changed}, as they were: {unchanged}."),
        table=t(TABLES[table]),
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
    )


def dropped(t: Translator) -> Screen:
    """Say that nothing was saved."""
    return Screen(t(msgid("Nothing is loaded, everything is as it was.")))

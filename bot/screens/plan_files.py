"""The plan as a file: taken from here, sent back, what a file would add; pure."""

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.plan_year import heading
from bot.screens.screen import Button, Rows, Screen, column, grid, lines


def offered(t: Translator, year: int, *, may_change: bool) -> Screen:
    """Offer the files of a year; the next file that comes is read as a plan."""
    text = lines(
        heading(t, year),
        t(msgid("The plan as an Excel workbook: with states and fact, to print or to correct.")),
        t(msgid("To load a plan send its file here. Nothing is saved until you press «Load»."))
        if may_change
        else None,
    )
    buttons = [Button(t.plain(msgid("Plan with fact, Excel")), f"plan.book:{year}")]
    if may_change:
        buttons.append(Button(t.plain(msgid("Empty table")), f"plan.empty:{year}"))
    return Screen(text, column([*buttons, _to_plan(t, year)]))


def _to_plan(t: Translator, year: int) -> Button:
    return Button(t.plain(msgid("To the plan")), f"plan.year:{year}:0")


def coming(t: Translator) -> Screen:
    """Say that the workbook is being made."""
    return Screen(t(msgid("I am making the table; it will come here.")))


def failed(t: Translator) -> Screen:
    """Say that the workbook could not be made."""
    return Screen(t(msgid("The table could not be made. Please try again later.")))


def preview(t: Translator, text: str, job_id: int, year: int, *, can_apply: bool) -> Screen:
    """Show what a file would add; `text` is HTML."""
    buttons: Rows = ()
    if can_apply:
        buttons = grid(
            [
                Button(t.plain(msgid("Load")), f"plan.load:{job_id}", style="primary"),
                Button(t.plain(msgid("Do not load")), f"plan.year:{year}:0"),
            ]
        )
    return Screen(text, buttons or column([_to_plan(t, year)]))


def loaded(t: Translator, year: int, lines_added: int, undo: str) -> Screen:
    """Say what was loaded, with the way back."""
    text = lines(
        t(msgid("Loaded.")),
        t(plural("Planned: {n} visit.", "Planned: {n} visits."), n=lines_added),
        t(msgid("As long as nothing of it is done it can be taken back with one press.")),
    )
    buttons = [Button(t.plain(msgid("Take it back")), undo), _to_plan(t, year)]
    return Screen(text, grid(buttons))


def not_a_table(t: Translator, name: str) -> Html:
    """Say which files can be loaded."""
    return lines(
        t(msgid("«{name}» is not a table that I can read."), name=name),
        t(msgid("Send an Excel workbook (.xlsx) or a CSV file.")),
    )

"""The main menu of each role: at most six large buttons; each does what its command does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.catalogs import LANGUAGES, translator
from bot.context import FieldContext
from bot.handlers import form_draft, form_ending, jury_records, walk_card
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.screens import walk
from bot.screens.screen import Button, Keyboard, Screen, grid, keys, lines
from storage import chats


@dataclass(frozen=True, slots=True)
class Entry:
    """One button of a menu and the command that it stands for."""

    label: str  # msgid
    command: str
    fits: Callable[[FieldContext], bool] | None = None  # asked beyond the rights table
    unless: str = ""  # a command that leads there, too: where that is open, «Ещё» is shorter


def _learns(ctx: FieldContext) -> bool:
    """Tell whether «Занятия» is for them: the department finds its own in «Школа»."""
    return ctx.person.role not in {"methodist", "head", "juror"}


# Entries whose command is not there (yet) are not shown.
MENUS: Final[dict[str, tuple[Entry, ...]]] = {
    "librarian": (
        Entry(msgid("My tasks"), "tasks"),
        Entry(msgid("Round"), "round"),
        Entry(msgid("Questionnaire"), "questionnaire"),
        Entry(msgid("Contests"), "contests"),
        Entry(msgid("Ask the department"), "ask"),
        Entry(msgid("Visits"), "visits"),
        Entry(msgid("Sessions"), "sessions"),
        Entry(msgid("Practice"), "practice"),
        Entry(msgid("Help"), "help"),
        Entry(msgid("More…"), "more"),
    ),
    "methodist": (
        Entry(msgid("My tasks"), "tasks"),
        Entry(msgid("Visit"), "visit"),
        Entry(msgid("Libraries"), "libraries"),
        Entry(msgid("Monitoring"), "monitoring"),
        Entry(msgid("Questions"), "questions"),
        Entry(msgid("More…"), "more"),
    ),
    "head": (
        Entry(msgid("My tasks"), "tasks"),
        Entry(msgid("All visits"), "visits"),
        Entry(msgid("Libraries"), "libraries"),
        Entry(msgid("Monitoring"), "monitoring"),
        Entry(msgid("Report"), "report"),
        Entry(msgid("More…"), "more"),
    ),
    "admin": (
        Entry(msgid("My tasks"), "tasks"),
        Entry(msgid("People"), "people"),
        Entry(msgid("Libraries"), "libraries"),
        Entry(msgid("Import"), "import"),
        Entry(msgid("Settings"), "settings"),
        Entry(msgid("More…"), "more"),
    ),
    "juror": (
        Entry(msgid("Score entries"), "score"),
        Entry(msgid("My scores"), "scores"),
        Entry(msgid("Regulation"), "regulation"),
        Entry(msgid("My tasks"), "tasks"),
        Entry(msgid("Help"), "help"),
        Entry(msgid("More…"), "more"),
    ),
}
MORE: Final[tuple[Entry, ...]] = (
    Entry(msgid("Visit"), "visit"),
    Entry(msgid("Questionnaire"), "questionnaire"),
    Entry(msgid("Questionnaires in Excel"), "questionnaires"),
    Entry(msgid("Visits"), "visits"),
    Entry(msgid("Recommendations"), "recommendations"),
    Entry(msgid("Card of the year"), "card"),
    Entry(msgid("Report"), "report"),
    Entry(msgid("Journals"), "journals"),
    Entry(msgid("Plan of visits"), "plan"),
    Entry(msgid("Trips to come"), "trips"),
    Entry(msgid("Not visited for long"), "unvisited"),
    Entry(msgid("Round"), "round"),
    Entry(msgid("Rounds"), "rounds"),
    Entry(msgid("On behalf of a library"), "behalf"),
    Entry(msgid("Paper blanks"), "paper"),
    Entry(msgid("Contests"), "contests"),
    Entry(msgid("Score entries"), "score", jury_records.is_needed),
    Entry(msgid("Materials"), "materials", unless="publications"),
    Entry(msgid("Publications of the department"), "publications"),
    Entry(msgid("Questions"), "questions"),
    Entry(msgid("School"), "school"),
    Entry(msgid("Sessions"), "sessions", _learns),
    Entry(msgid("Announcements"), "announcements"),
    Entry(msgid("News for the site"), "news"),
    Entry(msgid("People"), "people"),
    Entry(msgid("Requests"), "requests"),
    Entry(msgid("Periods"), "periods"),
    Entry(msgid("I will be away"), "leave"),
    Entry(msgid("Practice"), "practice"),
    Entry(msgid("Language"), "language"),
    Entry(msgid("My data"), "mydata"),
    Entry(msgid("Help"), "help"),
)
# Behind a button of their own where «Ещё» would not fit a small phone.
SELDOM: Final = frozenset(
    {
        "questionnaire", "questionnaires", "round", "paper", "people", "requests", "periods",
        "leave", "practice", "language", "mydata", "questions", "unvisited", "news", "card",
    }
)  # fmt: skip
MANY: Final = 14  # buttons of «Ещё» that a small phone shows at once
LARGE: Final = 6  # buttons of a menu (texts.md T05)
COMMANDS: Final[dict[str, Route]] = {}


def know(routes: tuple[Route, ...]) -> None:
    """Let the menu find what its entries do."""
    COMMANDS.update({route.name: route for route in routes if route.kind == "command"})


async def show(ctx: FieldContext) -> None:
    """Show the main menu; an open draft stays where it is and waits in «Мои дела»."""
    await form_draft.leave(ctx)
    text = ctx.t(msgid("The buttons below are everything that the bot can do."))
    if ctx.chat.round_id is not None:
        text = lines(text, ctx.t(walk.RETURN))
        ctx.move_walk(None)
    ctx.say(Screen(text, keyboard=keyboard(ctx)))


async def show_more(ctx: FieldContext) -> None:
    """Show what is behind «Ещё»."""
    more = _behind(ctx)
    often = [entry for entry in more if entry.command not in SELDOM]
    text = ctx.t(msgid("More: press what you need."))
    if len(more) <= MANY:
        ctx.show("more", Screen(text, grid(_buttons(ctx, more))))
        return
    seldom = Button(ctx.t.plain(msgid("Leave, language and others")), "more.seldom")
    ctx.show("more", Screen(text, grid([*_buttons(ctx, often), seldom])))


async def show_seldom(ctx: FieldContext) -> None:
    """Show what of «Ещё» is needed seldom."""
    seldom = [entry for entry in _behind(ctx) if entry.command in SELDOM]
    text = ctx.t(msgid("More: press what you need."))
    back = Button(ctx.t.plain(msgid("Back")), "do:more")
    ctx.show("more", Screen(text, grid([*_buttons(ctx, seldom), back])))


def _behind(ctx: FieldContext) -> list[Entry]:
    first = {entry.command for entry in entries(ctx)}
    here = [entry for entry in MORE if entry.command not in first and is_open(ctx, entry)]
    known = {entry.command for entry in here}
    return [entry for entry in here if entry.unless not in known]


def _buttons(ctx: FieldContext, chosen: list[Entry]) -> list[Button]:
    return [Button(ctx.t.plain(entry.label), f"do:{entry.command}") for entry in chosen]


async def do(ctx: FieldContext) -> None:
    """Do what an inline button of a menu stands for."""
    route = COMMANDS.get(ctx.arguments[0] if ctx.arguments else "")
    if route is not None:
        await run(ctx, route)


async def run(ctx: FieldContext, route: Route) -> None:
    """Do what a command does, by the same rights."""
    if route.action:
        ctx.require_some(route.action)
    ctx.arguments = ()
    await route.do(ctx)


async def bring_back(ctx: FieldContext) -> None:
    """Bring the keyboard back after a form, with a short line; a walk goes on with its keys."""
    if await walk_card.bring_back(ctx):
        return
    ctx.say(Screen(ctx.t(msgid("What next?")), keyboard=keyboard(ctx)))


async def cancel(ctx: FieldContext) -> None:
    """Leave what is being asked; the draft is kept."""
    draft_id = ctx.chat.draft_id
    await chats.ask(ctx.tx, ctx.chat_id, None)
    if draft_id is None:
        await show(ctx)
        return
    ctx.arguments = (str(draft_id),)
    await form_ending.postpone(ctx)


def is_open(ctx: FieldContext, entry: Entry) -> bool:
    """Tell whether an entry is there and the rights table opens it to the person."""
    route = COMMANDS.get(entry.command)
    if route is None or (route.action and not ctx.may(route.action)):
        return False
    return entry.fits is None or entry.fits(ctx)


def entries(ctx: FieldContext) -> tuple[Entry, ...]:
    """Return the large buttons of the person's role: the first five and «Ещё»."""
    *first, more = (entry for entry in MENUS[ctx.person.role] if is_open(ctx, entry))
    return (*first[: LARGE - 1], more)


def keyboard(ctx: FieldContext) -> Keyboard:
    """Return the reply keyboard of the person's menu."""
    labels = [ctx.t.plain(entry.label) for entry in entries(ctx)]
    return Keyboard(keys(labels), placeholder=ctx.t.plain(msgid("Press a button or write")))


def pressed(ctx: FieldContext, text: str) -> Route | None:
    """Return the command whose label was pressed, in any language of the bot."""
    wanted = text.strip().casefold()
    for entry in entries(ctx):
        if any(translator(lang).plain(entry.label).casefold() == wanted for lang in LANGUAGES):
            return COMMANDS[entry.command]
    return None


ROUTES: Final[tuple[Route, ...]] = (
    command("menu", show, "tasks.read"),
    command("more", show_more, "tasks.read"),
    press("more.seldom", show_seldom, "tasks.read"),
    command("cancel", cancel, "tasks.read"),
    press("do", do, "tasks.read"),
)

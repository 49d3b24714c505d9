"""How an update finds its handler, and the rights asked on the way."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.context import FieldContext
from bot.errors import NotAllowedError
from bot.rules import rights

Do = Callable[[FieldContext], Awaitable[None]]
AtTheDoor = Callable[[FieldContext], Awaitable[bool]]
Take = Callable[[Update, FieldContext], Awaitable[None]]
Handler = BaseHandler[Update, FieldContext, Any]

OPEN: Final = ""  # for those who are not known yet as well
PRIVATE: Final = filters.ChatType.PRIVATE
MEDIA: Final = (
    filters.PHOTO
    | filters.Document.ALL
    | filters.VOICE
    | filters.AUDIO
    | filters.VIDEO
    | filters.VIDEO_NOTE
)


@dataclass(frozen=True, slots=True)
class Route:
    """One way in: a command, a press, words or a file, and the action it needs."""

    kind: str  # command, press, words, media, location, contact, edited, member, group, rest
    name: str
    do: Do
    action: str = OPEN
    otherwise: Do | None = None  # for whom `action` is not open; else they are refused
    in_group: bool = False  # also from the department's group; else the bot keeps silent there

    def __post_init__(self) -> None:
        if self.action and self.action not in rights.TABLE:
            raise ValueError(self.action)


def command(name: str, do: Do, action: str = OPEN, *, otherwise: Do | None = None) -> Route:
    """Route `/name`; `otherwise`: what those get whom `action` is not open to."""
    return Route("command", name, do, action, otherwise=otherwise)


def press(name: str, do: Do, action: str = OPEN, *, in_group: bool = False) -> Route:
    """Route an inline button whose data begin with `name`."""
    return Route("press", name, do, action, in_group=in_group)


def handlers(routes: Iterable[Route], at_the_door: AtTheDoor) -> Iterator[Handler]:
    """Build PTB's handlers: one of all presses, then one of each other route, in their order.

    PTB asks its handlers one after another; a press is one of hundreds of names.
    """
    presses: dict[str, Take] = {}
    others: list[Handler] = []
    for route in routes:
        take = _take(route, at_the_door)
        if route.kind == "press":
            presses[route.name] = take
        else:
            others.append(_BUILD[route.kind](route, take))
    yield _of_presses(presses)
    yield from others


def _of_presses(presses: dict[str, Take]) -> Handler:
    """Find the route of a press by what its data begin with."""

    async def take(update: Update, context: FieldContext) -> None:
        if query := update.callback_query:
            await presses[_name(query.data)](update, context)

    return CallbackQueryHandler(take, pattern=lambda data: _name(data) in presses)


def _name(data: object) -> str:
    return str(data).split(":", 1)[0]


def _take(route: Route, at_the_door: AtTheDoor) -> Take:
    """Load the person, ask for the right, then do what the route does."""

    async def take(update: Update, context: FieldContext) -> None:
        await context.load(update)
        if _is_of_group(update):
            await _take_in_group(route, update, context)
            return
        context.arguments = _arguments(route, update)
        if route.action:
            if not await at_the_door(context):
                context.work.handled = True
                return
            if route.otherwise and rights.scope(context.roles, route.action) is None:
                await route.otherwise(context)
                context.work.handled = True
                return
            context.require_some(route.action)
        await route.do(context)
        context.work.handled = True

    return take


async def _take_in_group(route: Route, update: Update, context: FieldContext) -> None:
    """Do what is meant for a group, for people we know; there nobody is met at the door."""
    context.work.handled = True
    if not route.in_group:
        return
    context.arguments = _arguments(route, update)
    if route.action:
        if context.maybe_person is None or not context.person.notice_accepted:
            raise NotAllowedError
        context.require_some(route.action)
    await route.do(context)


def _is_of_group(update: Update) -> bool:
    """Tell whether an update comes from a group, where only what is meant for it is answered."""
    chat = update.effective_chat
    return chat is not None and chat.type in {"group", "supergroup", "channel"}


def _arguments(route: Route, update: Update) -> tuple[str, ...]:
    if route.kind == "press" and update.callback_query and update.callback_query.data:
        return tuple(update.callback_query.data.split(":")[1:])
    if route.kind == "command" and update.message and update.message.text:
        return tuple(update.message.text.split()[1:])
    return ()


_BUILD: Final[dict[str, Callable[[Route, Any], Handler]]] = {
    "command": lambda route, take: CommandHandler(
        route.name, take, filters.UpdateType.MESSAGE & PRIVATE
    ),
    "words": lambda _, take: MessageHandler(
        filters.TEXT & filters.UpdateType.MESSAGE & PRIVATE, take
    ),
    "media": lambda _, take: MessageHandler(MEDIA & filters.UpdateType.MESSAGE & PRIVATE, take),
    "location": lambda _, take: MessageHandler(
        filters.LOCATION & filters.UpdateType.MESSAGE & PRIVATE, take
    ),
    "contact": lambda _, take: MessageHandler(
        filters.CONTACT & filters.UpdateType.MESSAGE & PRIVATE, take
    ),
    "edited": lambda _, take: MessageHandler(filters.UpdateType.EDITED_MESSAGE & PRIVATE, take),
    "member": lambda _, take: ChatMemberHandler(take, ChatMemberHandler.MY_CHAT_MEMBER),
    "group": lambda _, take: MessageHandler(
        filters.ChatType.GROUPS & filters.UpdateType.MESSAGE, take
    ),
    "rest": lambda _, take: MessageHandler(filters.ALL, take),
}

"""The typed door from a handler to everything else: who, when, what is said, the transaction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import Message, Update
from telegram.ext import Application, CallbackContext

from bot.catalogs import Translator, translator
from bot.clock import Clock, local, parse_stamp, stamp
from bot.delivery.bot import FieldBot
from bot.delivery.work import Toast, Work, current
from bot.errors import NotAllowedError
from bot.network import Network
from bot.rules import rights
from bot.rules.institution import Institution
from bot.screens.screen import Keyboard, Screen
from bot.settings import Settings
from storage import chats, drafts, rounds
from storage import staff as staff_rows
from storage.chats import Chat
from storage.database import Database, Statement, Tx
from storage.drafts import Draft
from storage.outbox import BROADCAST, REPLY, Outgoing
from storage.records.people import Staff


@dataclass(frozen=True, slots=True)
class Services:
    """What lives as long as the process."""

    settings: Settings
    database: Database
    clock: Clock
    network: Network

    @property
    def outgoing(self) -> Path:
        """Return the folder of files that wait to be sent."""
        return self.settings.data / "outgoing"

    @property
    def kept(self) -> Path:
        """Return the folder of files that people sent, by the hash of their bytes."""
        return self.settings.data / "files"


@dataclass(slots=True)
class Who:
    """Who sent the update; loaded once."""

    person: Staff | None
    chat: Chat
    draft: Draft | None


class FieldContext(CallbackContext[FieldBot, Any, Any, Any]):
    """What a handler gets; it never sends, it leaves words for the outbox."""

    services: Services  # set by app.build on a subclass

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        chat_id: int | None,
        user_id: int | None,
    ) -> None:
        super().__init__(application, chat_id, user_id)
        self.work: Work = current.get()
        self._came: Update | None = None
        self.arguments: tuple[str, ...] = ()
        self._who: Who | None = None
        self._now: datetime | None = None
        self.pause_s = 0.0  # cards wait so long: the next photo of an album replaces them

    # ------------------------------------------------------------ who and when

    async def load(self, update: Update | None) -> None:
        """Find out who sent the update, from what the transaction began with.

        None: nobody sent anything, the bot itself speaks to the person of the work in hand.
        """
        self._came = update
        if not self.work.opened:
            self.work.opened = await self.tx.batch(opening(self.work))
        person, chat, draft = self.work.opened[-3:]
        self._who = Who(
            staff_rows.first(person), chats.first(chat, self.chat_id), drafts.first(draft)
        )

    async def reload(self) -> None:
        """Find out again who it is: this update has changed the account or the language."""
        self.work.opened = await self.tx.batch(opening(self.work))
        await self.load(self.came)

    @property
    def came(self) -> Update:
        """Return the update; who speaks unasked must not want it."""
        if self._came is None:
            raise NotAllowedError
        return self._came

    @property
    def tx(self) -> Tx:
        """Return the update's transaction; the chat worker commits it."""
        return self.work.tx

    @property
    def chat_id(self) -> int:
        """Return the private chat's id."""
        return self.work.chat_id

    @property
    def chat(self) -> Chat:
        """Return where words typed in this chat go."""
        return self._known().chat

    @property
    def draft_in_focus(self) -> Draft | None:
        """Return the draft that typed words answer, as the update found it."""
        return self._known().draft

    @property
    def maybe_person(self) -> Staff | None:
        """Return who it is, or None for a stranger or somebody who has left."""
        person = self._known().person
        return person if person is not None and person.is_active else None

    @property
    def person(self) -> Staff:
        """Return who it is; a route open to strangers must not ask."""
        person = self.maybe_person
        if person is None:
            raise NotAllowedError
        return person

    @property
    def now(self) -> datetime:
        """Return the moment in the institution's zone, the same during one update."""
        if self._now is None:
            self._now = local(self.services.clock.now(), self.services.clock.zone)
        return self._now

    @property
    def stamp(self) -> str:
        """Return the moment as storage keeps it."""
        return stamp(self.now)

    @property
    def today(self) -> date:
        """Return the institution's date."""
        return self.now.date()

    def day_of(self, moment: str) -> date:
        """Return the institution's date of a stored moment."""
        return local(parse_stamp(moment), self.services.clock.zone).date()

    @property
    def language(self) -> str:
        """Return the language of the person, else of the chat, the phone, the institution."""
        who = self._known()
        if who.person is not None:
            return who.person.language
        user = self._came.effective_user if self._came else None
        phone = (user.language_code or "")[:2] if user else ""
        known = phone if phone in {"ru", "be"} else ""
        return who.chat.language or known or self.services.settings.language

    @property
    def t(self) -> Translator:
        """Return the translator of the person's language."""
        return translator(self.language)

    async def move_focus(self, draft_id: int) -> None:
        """Let this update's words and files go to another draft of the person."""
        await chats.focus(self.tx, self.chat_id, draft_id)
        who = self._known()
        who.chat = replace(who.chat, draft_id=draft_id, prompt=None)
        who.draft = await drafts.load(self.tx, draft_id)

    def forget_prompt(self) -> None:
        """Take the question outside any form as answered; `prompts` has dropped it already."""
        who = self._known()
        who.chat = replace(who.chat, prompt=None)

    def move_walk(self, round_id: int | None) -> None:
        """Let words of this chat be counted for a round (None: for none), from now on."""
        rounds.focus(self.tx, self.chat_id, round_id)
        who = self._known()
        who.chat = replace(who.chat, round_id=round_id)

    @property
    def message(self) -> Message:
        """Return the message that came (also the one whose button was pressed)."""
        message = self._came.effective_message if self._came else None
        if message is None:
            raise NotAllowedError
        return message

    @property
    def pressed(self) -> bool:
        """Tell whether the update is a press of an inline button."""
        return self._came is not None and self._came.callback_query is not None

    async def institution(self) -> Institution:
        """Return the institution's settings in force."""
        return (await self.services.network.fresh(self.tx)).institution

    # ------------------------------------------------------------ rights

    @property
    def roles(self) -> frozenset[str]:
        """Return the person's role and duties."""
        return roles_of(self.person)

    def may(self, action: str, *, own: bool = True) -> bool:
        """Tell whether the rights table opens `action`."""
        return rights.allows(self.roles, action, own=own)

    def require(self, action: str, *, own: bool = True) -> None:
        """Raise NotAllowedError unless the rights table opens `action`."""
        if not self.may(action, own=own):
            raise NotAllowedError

    def require_some(self, action: str) -> None:
        """Refuse who has no scope of `action` at all; the record is asked about later."""
        if rights.scope(self.roles, action) is None:
            raise NotAllowedError

    # ------------------------------------------------------------ what is said

    def say(self, screen: Screen) -> None:
        """Send a message of its own in this chat."""
        self.tell(self.chat_id, screen)

    def show(self, slot: str, screen: Screen, *, edit: bool | None = None) -> None:
        """Show a card: after a press on its message that is edited, else a new one is sent.

        A press elsewhere must not change a card far up the chat, where nobody looks. `edit`
        overrides the rule.
        """
        where = edit if edit is not None else self.pressed and self.message.message_id
        self.tell(self.chat_id, screen, slot=slot, edit=screen.keyboard is None and where)

    def refresh(self, slot: str, screen: Screen, pace: tuple[float, float]) -> None:
        """Show a card at the end of the chat in the place of the older one.

        `pace`: seconds of calm that it waits for, and the seconds between two at least.
        """
        payload = screen.as_json() | {"edit": False, "instead": True, "pace": list(pace)}
        if screen.keyboard is not None:
            payload["keyboard"] = True
        self.work.outgoing.append(Outgoing(self.chat_id, "show", payload, slot=slot))

    def react(self, emoji: str, pace: tuple[float, float]) -> None:
        """React to the message that came; of a batch only the last one gets it."""
        payload = {
            "message_id": self.message.message_id,
            "reaction": [{"type": "emoji", "emoji": emoji}],
            "pace": list(pace),
        }
        self.work.outgoing.append(
            Outgoing(self.chat_id, "setMessageReaction", payload, slot="reaction")
        )

    def tell(
        self,
        chat_id: int,
        screen: Screen,
        *,
        slot: str | None = None,
        edit: bool | int = False,
        lane: int = REPLY,
    ) -> None:
        """Send a message to any chat; a broadcast goes in its own lane.

        `edit`: change the slot's message instead; a number: only if it is that message.
        """
        payload = screen.as_json() | {"edit": edit}
        if screen.keyboard is not None:
            payload["keyboard"] = True
        wait = soon(self.pause_s) if slot and self.pause_s else None
        self.work.outgoing.append(
            Outgoing(chat_id, "show", payload, slot=slot, lane=lane, not_before=wait)
        )

    def tell_person(self, person: Staff, screen: Screen, *, slot: str | None = None) -> bool:
        """Send to a colleague if a message can reach them; say whether it can."""
        if person.user_id is None or not person.is_reachable or not person.is_active:
            return False
        quiet = Screen(screen.text, screen.rows, screen.keyboard, silent=self.is_night)
        self.tell(person.user_id, quiet, slot=slot, lane=BROADCAST)
        return True

    def send_file(self, method: str, payload: dict[str, Any]) -> None:
        """Send a file by its Telegram id or from BOT_DATA/outgoing."""
        self.work.outgoing.append(Outgoing(self.chat_id, method, payload))

    def call(self, method: str, payload: dict[str, Any]) -> None:
        """Leave any Bot API call for this chat to the outbox."""
        self.work.outgoing.append(Outgoing(self.chat_id, method, payload))

    def toast(self, text: str, *, alert: bool = False) -> None:
        """Answer the press with a line shown for a moment."""
        self.work.toast = Toast(text, alert)

    @property
    def is_night(self) -> bool:
        """Tell whether what others caused should come silently now."""
        return self.services.network.institution.is_quiet(self.now.time())

    def _known(self) -> Who:
        if self._who is None:
            raise NotAllowedError
        return self._who


def opening(work: Work) -> list[Statement]:
    """Return what each update begins with: who, where they stand, the draft in hand."""
    return [
        staff_rows.of_user(work.user_id),
        chats.of(work.chat_id),
        drafts.in_focus(work.chat_id),
    ]


def roles_of(person: Staff) -> frozenset[str]:
    """Return role and duties as the rights table knows them."""
    return frozenset((person.role, *person.duties)) & frozenset((*rights.ROLES, *rights.DUTIES))


def soon(seconds: float) -> str:
    """Return the real moment (UTC) so far ahead: no demo clock moves the pace of sending."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


def keyboard_screen(text: str, keyboard: Keyboard) -> Screen:
    """Return a message that opens or closes the reply keyboard."""
    return Screen(text, keyboard=keyboard)


def numbers(arguments: Sequence[str], count: int = 0) -> tuple[int, ...]:
    """Read the numbers behind a button's verb; a forged one, or fewer than `count`, is refused."""
    if len(arguments) < count or not all(
        re.fullmatch(r"[0-9]{1,15}", argument) for argument in arguments
    ):
        raise NotAllowedError
    return tuple(int(argument) for argument in arguments)

"""Requests for materials: the queue, the card, taken, answered once, told whether it fits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot import finding
from bot.catalogs import Html, translator
from bot.context import FieldContext, numbers, roles_of
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.handlers import entry_card, form_asking, media, prompts
from bot.handlers.material_finding import ASKS
from bot.handlers.publication_records import MANAGE
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import material_asking as rules
from bot.rules import publications as publication_rules
from bot.rules import rights
from bot.screens import material_requests as screens
from bot.screens.material_finding import PAGE
from bot.screens.material_requests import Queue, Sheet
from bot.screens.screen import Screen
from storage import chats, files, material_requests, publications
from storage.outbox import BROADCAST, Outgoing
from storage.records.materials import MaterialRequest
from storage.records.people import Staff

SLOT: Final = "wishes"
ANSWERS: Final = "material.answer"
ANSWER: Final = "material.reply"  # prompts: the answer, the words to find one, what is missing
FIND: Final = "material.pick"
REMARK: Final = "material.remark"
NEAR: Final = 3
OWN: Final = 30  # of one's own requests that are listed
LONGEST: Final = 3_000
DONE: Final = msgid("This request is answered or no longer needed.")
TAKEN: Final = msgid("A colleague answers this request already.")


# -------------------------------------------------------------------- lists and the card


async def show_list(ctx: FieldContext) -> None:
    """List what waits for the department, or what the person has asked for."""
    ctx.require(ASKS)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await ctx.services.network.fresh(ctx.tx)
    page = next(iter(numbers(ctx.arguments[:1])), 0)
    is_department = ctx.may(ANSWERS, own=False)
    found = (
        await material_requests.waiting(ctx.tx)
        if is_department
        else await material_requests.of_person(ctx.tx, ctx.person.staff_id, limit=OWN)
    )
    lines = [
        (one, _initials(ctx, one.staff_id) if is_department else "", _taker(ctx, one))
        for one in found
    ]
    about = Queue(lines, page, ctx.today, is_department, may_ask=ctx.may(ASKS))
    ctx.show(SLOT, screens.queue(ctx.t, about))


def _initials(ctx: FieldContext, staff_id: int) -> str:
    return ctx.services.network.staff[staff_id].initials(ctx.language)


def _taker(ctx: FieldContext, one: MaterialRequest) -> str | None:
    return _initials(ctx, one.taken_by) if one.taken_by else None


async def _named(ctx: FieldContext, request_id: int | None = None) -> MaterialRequest:
    """Return the request of the button; one's own, or any for who answers."""
    await ctx.services.network.fresh(ctx.tx)
    key = request_id or numbers(ctx.arguments[:1], 1)[0]
    found = await material_requests.by_id(ctx.tx, key)
    if found is None:
        raise NotAllowedError
    if found.staff_id != ctx.person.staff_id:
        ctx.require(ANSWERS, own=False)
    return found


async def show_card(ctx: FieldContext) -> None:
    """Show a request."""
    one = await _named(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await show(ctx, one.request_id)


async def show(
    ctx: FieldContext, request_id: int, *, note: Html | None = None, slot: str | None = None
) -> None:
    """Show the card as it is now, after a line on what has just been done."""
    one = await _named(ctx, request_id)
    sheet = await _sheet(ctx, one, ctx.person)
    ctx.show(slot or _slot(one), screens.card(ctx.t, sheet, note))


def _slot(one: MaterialRequest) -> str:
    return f"wish:{one.request_id}"


async def _sheet(ctx: FieldContext, one: MaterialRequest, reader: Staff) -> Sheet:
    network, language = ctx.services.network, reader.language
    asker = network.staff[one.staff_id]
    found = await publications.by_id(ctx.tx, one.publication_id) if one.publication_id else None
    roles = roles_of(reader)
    may_answer = rights.allows(roles, ANSWERS, own=False)
    is_mine = one.staff_id == reader.staff_id
    near = []
    if one.is_open and may_answer and not is_mine:
        near = await finding.first(ctx.tx, rules.sought(one.wish, ctx.today), NEAR, is_whole=True)

    def called(staff_id: int | None) -> str | None:
        return network.staff[staff_id].initials(language) if staff_id else None

    return Sheet(
        request=one,
        today=ctx.today,
        person=asker.full_name(language),
        libraries=", ".join(network.libraries[key].short(language) for key in asker.library_ids),
        taker=called(one.taken_by),
        answerer=called(one.answered_by),
        publication=found,
        near=near,
        is_mine=is_mine,
        is_taker=one.taken_by == reader.staff_id,
        may_answer=may_answer,
        may_publish=_may_publish(one) and rights.allows(roles, MANAGE, own=False),
    )


def _may_publish(one: MaterialRequest) -> bool:
    """Tell whether an answer is a file that is no publication yet."""
    return bool(one.answered_at and one.file_ids) and one.publication_id is None


# -------------------------------------------------------------------- who gets it


def answering(ctx: FieldContext, asker_id: int) -> list[Staff]:
    """Return who gets a request: the methodists, without any all who answer; not who asks."""
    people = [
        one
        for one in ctx.services.network.staff.values()
        if one.is_active
        and one.staff_id != asker_id
        and rights.allows(roles_of(one), ANSWERS, own=False)
    ]
    methodists = [one for one in people if one.role == "methodist" and one.is_reachable]
    return methodists or people


async def bring(ctx: FieldContext, request_id: int) -> None:
    """Bring a new request to those who answer."""
    one = await _named(ctx, request_id)
    for person in answering(ctx, one.staff_id):
        sheet = await _sheet(ctx, one, person)
        ctx.tell_person(person, screens.card(translator(person.language), sheet), slot=_slot(one))


async def _tell_others(ctx: FieldContext, one: MaterialRequest) -> None:
    """Let colleagues see on their cards what became of it."""
    for person in answering(ctx, one.staff_id):
        if person.staff_id == ctx.person.staff_id or person.user_id is None:
            continue
        if person.is_reachable:
            screen = screens.card(translator(person.language), await _sheet(ctx, one, person))
            ctx.tell(person.user_id, screen, slot=_slot(one), edit=True, lane=BROADCAST)


async def take(ctx: FieldContext) -> None:
    """Take a request, so that nobody else answers it."""
    key, taker = numbers(ctx.arguments[:2], 2)
    one = await _answerable(ctx, key)
    me = ctx.person.staff_id
    is_taken = await material_requests.take(
        ctx.tx, key, by=me, now=ctx.stamp, instead_of=taker or None
    )
    await _after(ctx, one, None if is_taken or one.taken_by == me else ctx.t(TAKEN))


async def give_back(ctx: FieldContext) -> None:
    """Let others answer a request that one had taken."""
    one = await _answerable(ctx)
    await material_requests.give_back(
        ctx.tx, one.request_id, by=ctx.person.staff_id, now=ctx.stamp
    )
    await _after(ctx, one)


async def _after(ctx: FieldContext, one: MaterialRequest, note: Html | None = None) -> None:
    await show(ctx, one.request_id, note=note)
    await _tell_others(ctx, await _named(ctx, one.request_id))


async def _answerable(ctx: FieldContext, request_id: int | None = None) -> MaterialRequest:
    """Return a request that the person may answer; raise UserError where it is over."""
    ctx.require(ANSWERS, own=False)
    one = await _named(ctx, request_id)
    if one.staff_id == ctx.person.staff_id:
        raise NotAllowedError
    if not one.is_open:
        raise UserError(DONE)
    return one


async def _mine_to_answer(ctx: FieldContext, request_id: int | None = None) -> MaterialRequest:
    """Return a request that no colleague has taken; it is the person's from now on."""
    one = await _answerable(ctx, request_id)
    me = ctx.person.staff_id
    if one.taken_by is None:
        await material_requests.take(ctx.tx, one.request_id, by=me, now=ctx.stamp)
        one = replace(one, taken_by=me)
        await _tell_others(ctx, one)
    if one.taken_by != me:
        raise UserError(TAKEN)
    return one


# -------------------------------------------------------------------- the answer


async def ask_answer(ctx: FieldContext) -> None:
    """Ask for a text or a file."""
    one = await _mine_to_answer(ctx)
    await _ask(ctx, ANSWER, one, screens.ask_answer(ctx.t, one))


async def ask_words(ctx: FieldContext) -> None:
    """Ask what to look for."""
    one = await _mine_to_answer(ctx)
    await _ask(ctx, FIND, one, screens.ask_words(ctx.t, one))


async def _ask(ctx: FieldContext, kind: str, one: MaterialRequest, screen: Screen) -> None:
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": kind, "request_id": one.request_id})
    ctx.show(_slot(one), screen)


async def take_words(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Show what typed words find for a request."""
    one = await _mine_to_answer(ctx, int(prompt["request_id"]))
    await finding.refresh(ctx.tx)
    near = await finding.first(ctx.tx, text, PAGE)
    await _ask(ctx, FIND, one, screens.found(ctx.t, one, text, near))


async def send_publication(ctx: FieldContext) -> None:
    """Answer with a publication."""
    key, publication_id = numbers(ctx.arguments[:2], 2)
    one = await _mine_to_answer(ctx, key)
    found = await publications.by_id(ctx.tx, publication_id)
    if found is None or found.removed_at:
        raise NotAllowedError
    await material_requests.answer(
        ctx.tx, key, by=ctx.person.staff_id, now=ctx.stamp, publication_id=publication_id
    )
    await _deliver(ctx, one)


async def take_answer(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Answer with a typed text."""
    await _answer_with(ctx, prompt, text, [])


async def take_file(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:
    """Answer with a file and its caption."""
    key = await media.keep(ctx, sent)
    await _answer_with(ctx, prompt, ctx.message.caption or "", [key])


async def _answer_with(
    ctx: FieldContext, prompt: Mapping[str, Any], text: str, file_ids: list[int]
) -> None:
    if len(text) > LONGEST:
        await chats.ask(ctx.tx, ctx.chat_id, dict(prompt))
        raise BadAnswerError(
            msgid("The text is too long: {length} characters, at most {limit} fit."),
            length=len(text),
            limit=LONGEST,
        )
    one = await _mine_to_answer(ctx, int(prompt["request_id"]))
    await material_requests.answer(
        ctx.tx, one.request_id, by=ctx.person.staff_id, now=ctx.stamp,
        text=text.strip() or None, file_ids=file_ids,
    )  # fmt: skip
    await _deliver(ctx, one)


async def _deliver(ctx: FieldContext, one: MaterialRequest) -> None:
    """Bring the answer to who asked; the card says whether that was possible."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    answered = await _named(ctx, one.request_id)
    asker = ctx.services.network.staff[one.staff_id]
    sheet = await _sheet(ctx, answered, asker)
    t = translator(asker.language)
    is_told = ctx.tell_person(asker, screens.card(t, sheet, t(ANSWERED)))
    if is_told:
        await _forward(ctx, answered, asker.user_id or 0)
    await _after(ctx, one, ctx.t(SENT if is_told else UNREACHED))


async def _forward(ctx: FieldContext, one: MaterialRequest, chat_id: int) -> None:
    """Send the files of an answer by their Telegram ids."""
    for key in one.file_ids:
        file = await files.load(ctx.tx, key)
        if file is not None and file.state != "failed":
            method, payload = entry_card.alone(file, one.answer or "")
            ctx.work.outgoing.append(Outgoing(chat_id, method, payload, lane=BROADCAST))


async def publish(ctx: FieldContext) -> None:
    """Ask what the files of an answer are as a publication; the words asked for are filled in."""
    ctx.require(MANAGE, own=False)
    one = await _named(ctx)
    if not _may_publish(one):
        await show(ctx, one.request_id)
        return
    prefilled: dict[str, Any] = {
        "files": [{"file": f"file-{key}"} for key in one.file_ids],
        "about": one.wish,
    }
    if one.for_on is not None:
        prefilled["days"] = publication_rules.written_days([(one.for_on.month, one.for_on.day)])
    context = {"request_id": one.request_id}
    await form_asking.open_form(ctx, "publication", context=context, prefilled=prefilled)


async def show_files(ctx: FieldContext) -> None:
    """Send the files of an answer again."""
    one = await _named(ctx)
    await _forward(ctx, one, ctx.chat_id)


# -------------------------------------------------------------------- who asked


async def _own(ctx: FieldContext, request_id: int | None = None) -> MaterialRequest:
    one = await _named(ctx, request_id)
    if one.staff_id != ctx.person.staff_id:
        raise NotAllowedError
    return one


async def say_fits(ctx: FieldContext) -> None:
    """Note that the answer is what was wanted."""
    one = await _own(ctx)
    me = ctx.person.staff_id
    if await material_requests.fits(ctx.tx, one.request_id, by=me, now=ctx.stamp):
        ctx.toast(ctx.t(msgid("Thank you!")))
    await show(ctx, one.request_id)


async def ask_remark(ctx: FieldContext) -> None:
    """Ask what is missing in the answer."""
    one = await _own(ctx)
    if one.answered_at is None or one.outcome is not None:
        await show(ctx, one.request_id)
        return
    await _ask(ctx, REMARK, one, screens.ask_remark(ctx.t, one))


async def take_remark(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Open the request again with what is missing."""
    one = await _own(ctx, int(prompt["request_id"]))
    remark = " ".join(text.split())[: rules.LONGEST]
    me = ctx.person.staff_id
    if await material_requests.reopen(ctx.tx, one.request_id, remark, by=me, now=ctx.stamp):
        await bring(ctx, one.request_id)
    await show(ctx, one.request_id)


async def cancel(ctx: FieldContext) -> None:
    """Let a request go that is no longer needed."""
    one = await _own(ctx)
    me = ctx.person.staff_id
    if await material_requests.cancel(ctx.tx, one.request_id, by=me, now=ctx.stamp):
        await _tell_others(ctx, await _named(ctx, one.request_id))
    await show(ctx, one.request_id)


ANSWERED: Final = msgid("There is an answer to your request.")
SENT: Final = msgid("The answer is sent.")
UNREACHED: Final = msgid("The answer is kept, but the colleague cannot be reached: call, please.")
prompts.register(ANSWER, take_answer)
prompts.register(FIND, take_words)
prompts.register(REMARK, take_remark)
media.register(ANSWER, take_file)
ROUTES: Final[tuple[Route, ...]] = (
    command("wishes", show_list, ASKS),
    press("wish.list", show_list, ASKS),
    press("wish.card", show_card, ASKS),
    press("wish.take", take, ANSWERS),
    press("wish.back", give_back, ANSWERS),
    press("wish.answer", ask_answer, ANSWERS),
    press("wish.find", ask_words, ANSWERS),
    press("wish.send", send_publication, ANSWERS),
    press("wish.files", show_files, ASKS),
    press("wish.publish", publish, MANAGE),
    press("wish.fits", say_fits, ASKS),
    press("wish.other", ask_remark, ASKS),
    press("wish.cancel", cancel, ASKS),
)

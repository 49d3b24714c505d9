"""What a juror is shown of an entry: its card and its materials; without names where it is blind.

The materials of a blind contest are uploaded anew from cleansed bytes. Nothing is forwarded or
copied, and no number of an original file at Telegram is used: both lead to who sent it.
"""

from collections.abc import Sequence
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.context import FieldContext, roles_of
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.handlers import entry_card, entry_records, jury_records
from bot.handlers.entry_card import ALBUM
from bot.reports import cleanse
from bot.rules import blind as rules
from bot.rules import jury, rights
from bot.rules.jury import Sheet
from bot.screens import jury_blind, jury_entry
from bot.screens.jury_entry import About
from bot.screens.screen import Screen
from storage import blind, contests, entries, jobs, judging, staff
from storage.outbox import BROADCAST, Outgoing
from storage.records.blind import Part

Call = tuple[str, dict[str, Any]]
ORIGINALS: Final = "../files"  # beside BOT_DATA/outgoing


async def show(ctx: FieldContext, sheet: Sheet, known: Sequence[Sheet]) -> None:
    """Show an entry and send its materials."""
    ctx.say(jury_entry.card(ctx.t, sheet, await _about(ctx, sheet)))
    if sheet.contest.is_blind:
        await _send_blind(ctx, sheet, known)
        return
    await entry_card.send_all(
        ctx, sheet.entry, lambda role: jury_entry.caption(ctx.t, sheet.place, role)
    )


async def _about(ctx: FieldContext, sheet: Sheet) -> About:
    entry = sheet.entry
    details = await entry_records.details(ctx, entry)
    reader = jury_entry.reader(ctx.t, entry)
    if not sheet.contest.is_blind:
        names = entry_records.names(ctx)
        people = names.people((entry.staff_id, *entry.coauthors))
        return About(details, entry.links, names.library(entry.library_id), people, reader)
    hidden = jury_records.names_of(ctx, entry)
    kept = [(label, rules.masked(said, hidden)) for label, said in details]
    if await blind.are_links_released(ctx.tx, entry.entry_id):
        return About(kept, entry.links, reader=reader)
    return About(kept, (), reader=reader, hidden_links=len(entry.links))


# -------------------------------------------------------------------- blind


async def _send_blind(ctx: FieldContext, sheet: Sheet, known: Sequence[Sheet]) -> None:
    """Send what is cleansed; else have it cleansed first, with the next entry's beside it."""
    entry_id = sheet.entry.entry_id
    if not await blind.untouched(ctx.tx, entry_id):
        parts = await blind.of_entry(ctx.tx, entry_id)
        for method, payload in _calls(ctx.t, sheet.place, parts):
            ctx.send_file(method, payload)
        _say_missing(ctx, parts)
        return
    following = jury.following(list(known), entry_id)
    ahead = [following.entry.entry_id] if following else []
    arguments = {
        "entries": [entry_id, *ahead],
        "place": sheet.place,
        "language": ctx.language,
        "contest_id": sheet.contest.contest_id,
    }
    await jobs.add(ctx.tx, cleanse.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(jury_blind.coming(ctx.t))


def _say_missing(ctx: FieldContext, parts: Sequence[Part]) -> None:
    if said := jury_blind.missing(ctx.t, parts):
        ctx.say(Screen(said))


def _calls(t: Translator, place: int, parts: Sequence[Part]) -> list[Call]:
    """Return the calls that send the cleansed files: pictures as albums, others alone."""
    named = [(one, jury_blind.file_name(t, place, n, one)) for n, one in enumerate(parts, 1)]
    found: list[Call] = []
    for role in dict.fromkeys(one.role for one in parts):
        caption = jury_entry.caption(t, place, role)
        ready = [
            (source, name)
            for one, name in named
            if one.role == role and (source := _source(one)) is not None
        ]
        pictures = [(source, name) for source, name in ready if name.endswith(".jpg")]
        found += [
            _album(pictures[start : start + ALBUM], caption)
            for start in range(0, len(pictures), ALBUM)
        ]
        found += [
            ("sendDocument", {"document": {"path": source, "name": name}, "caption": caption})
            for source, name in ready
            if (source, name) not in pictures
        ]
    return found


def _source(part: Part) -> str | None:
    """Return where the bytes lie that the jury may have, or None."""
    sha256 = part.sha256
    if part.cleansed == "held" and part.released_at is not None:
        sha256 = part.original
    return f"{ORIGINALS}/{sha256[:2]}/{sha256}" if sha256 else None


def _album(pictures: Sequence[tuple[str, str]], caption: str) -> Call:
    if len(pictures) == 1:
        [(path, name)] = pictures
        return "sendPhoto", {"photo": {"path": path, "name": name}, "caption": caption}
    media: list[dict[str, Any]] = [
        {"type": "photo", "media": {"path": path, "name": name}} for path, name in pictures
    ]
    media[0]["caption"] = caption
    return "sendMediaGroup", {"media": media}


async def tell_cleansed(ended: Ended) -> None:
    """Keep what is cleansed and send it to who asked, if they still may have it."""
    arguments, t = ended.job.arguments, translator(ended.job.arguments["language"])
    is_held = False
    entry_id = arguments["entries"][0]
    for one in await _made(ended, entry_id):
        is_new = await blind.put(
            ended.tx, one["file_id"], one["sha256"], one["ending"], now=ended.now
        )
        is_held = is_held or (is_new and one["sha256"] is None)
    if is_held:
        await _tell_department(ended, arguments["contest_id"])
    dealt = await judging.dealt_to(ended.tx, arguments["contest_id"], ended.job.staff_id or 0)
    entry = await entries.by_id(ended.tx, entry_id)
    if entry_id not in dealt or entry is None or entry.state != "admitted":
        return
    parts = await blind.of_entry(ended.tx, entry_id)
    for method, payload in _calls(t, arguments["place"], parts):
        ended.say(method, payload)
    if said := jury_blind.missing(t, parts):
        ended.say("show", Screen(said).as_json() | {"edit": False})


async def _made(ended: Ended, entry_id: int) -> list[dict[str, Any]]:
    """Return what came of the files; where the child itself was ended, they are all held.

    A file made to exhaust memory or time would end it again and again.
    """
    if ended.result is not None:
        return list(ended.result["files"])
    return [
        {"file_id": file_id, "sha256": None, "ending": None}
        for file_id, _ in await blind.untouched(ended.tx, entry_id)
    ]


async def _tell_department(ended: Ended, contest_id: int) -> None:
    """Tell who manages contests that the jury does not get some files."""
    known = {one.contest_id: one for one in await contests.known(ended.tx)}
    count = len(await blind.held(ended.tx, contest_id))
    for person in await staff.known(ended.tx):
        may = rights.allows(roles_of(person), "contest.manage", own=False)
        if may and person.role == "methodist" and person.is_active and person.is_reachable:
            screen = jury_blind.told(translator(person.language), known[contest_id], count)
            payload = screen.as_json() | {"edit": False}
            ended.outgoing.append(
                Outgoing(
                    person.user_id or 0, "show", payload, slot=f"held:{contest_id}", lane=BROADCAST
                )
            )


worker.register(cleanse.KIND, tell_cleansed)

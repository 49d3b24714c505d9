"""Files of a blind contest: their names for the jury, what is held back, and why."""

import mimetypes
from collections.abc import Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.entries import ROLES
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from storage.records.blind import Part
from storage.records.contests import Contest

SHOWN: Final = 20  # held files on one screen
KINDS: Final = {
    "video": msgid("video"),
    "video_note": msgid("video"),
    "audio": msgid("sound"),
    "voice": msgid("sound"),
}


def file_name(t: Translator, place: int, number: int, part: Part) -> str:
    """Name a file for the jury by its place alone: «Работа 3, файл 2.jpg»."""
    ending = part.ending or mimetypes.guess_extension(part.mime or "") or ""
    return t.plain(msgid("Entry {n}, file {file}"), n=place, file=number) + ending


def coming(t: Translator) -> Screen:
    """Say that the materials come in a moment."""
    return Screen(t(msgid("The materials are made ready without names. They come in a moment.")))


def missing(t: Translator, parts: Sequence[Part]) -> Html | None:
    """Say which files a juror does not get, and why; None where they get all."""
    held = sum(one.is_held for one in parts)
    waiting = sum(one.fetched == "wanted" for one in parts)
    lost = sum(one.fetched == "failed" for one in parts)
    said = lines(
        t(
            msgid(
                "Files held back, because they could tell whose entry it is: {count}. "
                "The department decides whether you get them."
            ),
            count=held,
        )
        if held
        else None,
        t(msgid("Files that have not arrived yet: {count}."), count=waiting) if waiting else None,
        t(msgid("Files that could not be fetched: {count}."), count=lost) if lost else None,
    )
    return said or None


# -------------------------------------------------------------------- for the department


def told(t: Translator, contest: Contest, count: int) -> Screen:
    """Tell the department that a blind jury does not get some files."""
    text = t(
        msgid(
            "Contest «{title}» is judged without names. Files that cannot be cleansed of them "
            "(video, sound and others) are held back from the jury: {count}."
        ),
        title=contest.title,
        count=count,
    )
    button = Button(t.plain(msgid("Look through them")), f"held.list:{contest.contest_id}")
    return Screen(text, column([button]))


def listed(t: Translator, contest: Contest, files: Sequence[Part], links: Sequence[int]) -> Screen:
    """Show what is held back from a blind jury."""
    key = contest.contest_id
    text = lines(
        bold(t.plain(msgid("Held back: «{title}»"), title=contest.title)),
        t(msgid("The jury judges without names and does not get what could tell them.")),
        *(_line(t, one) for one in files[:SHOWN]),
        *(t(msgid("No. {n}: links"), n=str(one)) for one in links[:SHOWN]),
        t(msgid("Press what the jury may have as it is."))
        if files or links
        else t(msgid("Nothing is held back now.")),
    )
    buttons = [
        *(
            Button(
                cut(f"№ {one.entry_id} {_called(t, one)}", WIDE), f"held.file:{key}:{one.file_id}"
            )
            for one in files[:SHOWN]
        ),
        *(
            Button(t.plain(msgid("No. {n}: links"), n=str(one)), f"held.links:{key}:{one}")
            for one in links[:SHOWN]
        ),
        Button(t.plain(msgid("To the contest")), f"contest.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def _line(t: Translator, part: Part) -> Html:
    return t("№ {n}: {what}", n=str(part.entry_id), what=_called(t, part))


def _called(t: Translator, part: Part) -> str:
    kind = KINDS.get(part.kind)
    return part.name or t.plain(kind or ROLES[part.role])


def confirm_file(t: Translator, contest: Contest, part: Part) -> Screen:
    """Ask before a held file goes to the jury as it is."""
    text = t(
        msgid(
            "Entry No. {n}, file «{name}». It goes to the jury as it is, under a neutral name; "
            "names inside it stay. Have you looked through it?"
        ),
        n=str(part.entry_id),
        name=_called(t, part),
    )
    return _confirm(t, text, f"held.give:{contest.contest_id}:{part.file_id}", part.entry_id,
                    contest)  # fmt: skip


def confirm_links(t: Translator, contest: Contest, entry_id: int, links: Sequence[str]) -> Screen:
    """Ask before links go to the jury."""
    text = lines(
        t(msgid("Entry No. {n}. The jury will see these links:"), n=str(entry_id)),
        *(t("{url}", url=one) for one in links),
    )
    press = f"held.open:{contest.contest_id}:{entry_id}"
    return _confirm(t, text, press, entry_id, contest)


def _confirm(t: Translator, text: Html, press: str, entry_id: int, contest: Contest) -> Screen:
    buttons = [
        Button(t.plain(msgid("Give to the jury")), press),
        Button(t.plain(msgid("Open the entry")), f"entry.card:{entry_id}"),
        Button(t.plain(msgid("Back")), f"held.list:{contest.contest_id}"),
    ]
    return Screen(text, grid(buttons))

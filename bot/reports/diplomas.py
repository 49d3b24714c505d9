"""Diplomas from the institution's Word template: one .docx a winner; made in a child process."""

import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import contest_book, diploma_template, filling
from bot.reports.contest_book import ContestBook
from bot.reports.filling import Values
from bot.reports.materials import plain_name
from bot.rules import diplomas as rules
from bot.rules.diplomas import Diploma, Winning
from bot.rules.paper_templates import DIPLOMA
from bot.screens import contest_files as screens
from storage import inbox, readers
from storage.database import Reader

KIND: Final = "diplomas"  # of the job
CPU_S: Final = 120

# Invented people and works, as the sample's: the preview is nobody's diploma.
INVENTED: Final[Mapping[str, Mapping[str, str]]] = {
    "ru": {
        "award": "Диплом I степени", "words": "за верность чтению",
        "winner": "Закладкина Нина Ивановна", "post": "библиотекарь",
        "library": "Интегрированная библиотека агрогородка Деревная",
        "contest": "Создать новый образ", "subject": "на лучшее оформление библиотеки",
        "entry": "Стенд «Читаем вместе»", "nomination": "Внутри библиотеки", "place": "1",
        "city": "г. Слоним", "head": "О. С. Экслибрисова",
    },
    "be": {
        "award": "Дыплом I ступені", "words": "за вернасць чытанню",
        "winner": "Закладкіна Ніна Іванаўна", "post": "бібліятэкар",
        "library": "Інтэграваная бібліятэка аграгарадка Дзераўная",
        "contest": "Стварыць новы вобраз", "subject": "на лепшае афармленне бібліятэкі",
        "entry": "Стэнд «Чытаем разам»", "nomination": "Унутры бібліятэкі", "place": "1",
        "city": "г. Слонім", "head": "В. С. Экслібрысава",
    },
}  # fmt: skip


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the diplomas to `path`: a .docx where there is one, else a .zip.

    `arguments`: contest_id, entry_id (None: of all winners), language, zone.
    """
    filling.limit(CPU_S)
    spoken = rules.template_language(arguments["language"])
    t = translator(spoken)
    book = await contest_book.read(db, arguments)
    if book.contest.published_at is None:
        raise UserError(msgid("Diplomas are made when the results are published."))
    template = await _template(db, spoken, path.parent.parent / "files")
    named = await _named(db, arguments)
    chosen = [
        one
        for one in rules.winning(book.contest, book.entries, book.results)
        if arguments["entry_id"] in {None, one.entry.entry_id}
    ]
    made = [
        (
            _name(t, one, diploma, is_reader=book.contest.audience == "readers"),
            render(template, t, diploma),
        )
        for one in chosen
        for diploma in _of_entry(t, book, one, named)
    ]
    archive = plain_name(f"{t.plain(msgid('Diplomas'))} {book.contest.title}") + ".zip"
    names = [keep(path, made, archive)]
    said = translator(arguments["language"])
    caption = screens.diplomas_caption(said, book.contest.title, len(made))
    return {"names": names, "caption": caption}


def render(template: bytes, t: Translator, diploma: Diploma) -> bytes:
    """Fill a template in; what is not a field of it is an error."""
    return filling.fill(template, diploma.values(t.full_day(diploma.on)))


def invented(t: Translator, arguments: Mapping[str, Any]) -> tuple[Values, Values]:
    """Return what a preview says: with everything, and with the least that a diploma has.

    `arguments`: institution, today.
    """
    on, institution = date.fromisoformat(arguments["today"]), arguments["institution"]
    whole = Diploma(**INVENTED[t.language], on=on, institution=institution)
    bare = Diploma(
        award=whole.award, winner=whole.winner, library=whole.library, contest=whole.contest,
        entry=whole.entry, on=on, institution=institution,
    )  # fmt: skip
    return whole.values(t.full_day(on)), bare.values(t.full_day(on))


async def _template(db: Reader, spoken: str, kept: Path) -> bytes:
    """Return the institution's template in a language, else the shipped one."""
    own = await filling.own(db, DIPLOMA.code(spoken), kept)
    return diploma_template.build(spoken) if own is None else own


async def _named(db: Reader, arguments: Mapping[str, Any]) -> dict[int, str]:
    """Return the names of readers by entry: the stored ones, or the one that was typed."""
    if arguments.get("is_blank"):
        return {}
    known = await readers.of_contest(db, arguments["contest_id"])
    names = {key: one.name for key, one in known.items()}
    if "update_id" in arguments:
        typed = rules.typed_name(await inbox.text(db, arguments["update_id"]) or "")
        if typed is None:
            raise UserError(msgid("The name is forgotten already. Please write it once more."))
        names[arguments["entry_id"]] = typed
    return names


def keep(path: Path, made: list[tuple[str, bytes]], archive: str) -> str:
    """Write one document as it is, several as an archive; return the name."""
    if len(made) == 1:
        path.write_bytes(made[0][1])
        return made[0][0]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:  # a .docx is packed already
        for name, content in made:
            packed.writestr(name, content)
    return archive


def _name(t: Translator, one: Winning, diploma: Diploma, *, is_reader: bool) -> str:
    """Return the name of a file; a reader's diploma is named by its entry alone."""
    place = f"{one.result.place:02d} " if one.result.place else ""
    number = f"№ {one.entry.entry_id}"
    who = "" if is_reader else f" {diploma.winner}"
    return plain_name(f"{place}{rules.opened(one.award.name(t.language))} {number}{who}") + ".docx"


def _of_entry(
    t: Translator, book: ContestBook, one: Winning, named: Mapping[int, str]
) -> Iterator[Diploma]:
    """Give the diplomas of an entry: one for each author, or for the reader."""
    if book.contest.audience == "readers":
        yield _diploma(t, book, one, named.get(one.entry.entry_id, rules.BLANK), "")
        return
    for key in one.staff_ids:
        person = book.people[key]
        yield _diploma(
            t, book, one, person.full_name(t.language), rules.post(person.post, t.language)
        )


def _diploma(t: Translator, book: ContestBook, one: Winning, winner: str, post: str) -> Diploma:
    contest, spoken = book.contest, t.language
    nominations = {each.nomination_id: each.name(spoken) for each in contest.nominations}
    head, central = book.head(), book.central()
    return Diploma(
        award=rules.opened(one.award.name(spoken)),
        words=one.result.award_words or "",
        winner=winner,
        post=post,
        library=book.libraries[one.entry.library_id].full(spoken),
        contest=contest.title,
        subject=contest.subject,
        entry=one.entry.title,
        nomination=nominations.get(one.entry.nomination_id or 0, ""),
        place=str(one.result.place or ""),
        on=book.day_of(str(contest.published_at)),
        institution=str(book.institution["institution_name"]),
        city=central.council(spoken) if central else "",
        head=rules.signed(head.initials(spoken)) if head else "",
    )

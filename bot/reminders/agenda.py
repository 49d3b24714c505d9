"""A person's list of what waits for them, as it is said: the same in «Мои дела» and the digest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.catalogs import Translator
from bot.clock import local, parse_stamp
from bot.msgid import Plural, msgid
from bot.reminders import progress, waiting
from bot.reminders.chased import Late
from bot.reminders.represented import Named
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import due
from bot.screens import tasks as screens
from bot.screens.monitoring import title
from bot.screens.monitoring_board import AND_MORE, NAMED, called, short
from bot.screens.screen import Screen
from storage import reminders
from storage.database import Reader
from storage.drafts import Draft
from storage.records.people import Staff

WHOLE: Final = "tasks"  # the subject of a reminder of the whole list
Titles = Mapping[str, str]  # msgids by the name of a form


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits for a person now; `lines` are numbered from 1."""

    reader: Staff
    tasks: tuple[Task, ...]
    lines: tuple[due.Line, ...]
    asked: tuple[str, ...] = ()  # moments (UTC) of «Напомнить позже»

    @property
    def presses(self) -> list[str]:
        """Return what each number opens."""
        return [line.item.target for line in self.lines]


async def read(db: Reader, scene: Scene, reader: Staff, t: Translator, titles: Titles) -> Agenda:
    """Gather and word what waits for `reader`."""
    tasks = tuple(await waiting.of_reader(db, scene, reader.staff_id))
    items = [item(task, scene, t, titles) for task in tasks]
    asked = await reminders.asked_for(db, reader.staff_id)
    return Agenda(reader, tasks, due.digest(items), tuple(asked))


def screen(
    agenda: Agenda, scene: Scene, t: Translator, *, greeted_on: str | None, page: int = 0
) -> Screen:
    """Show the list; the first message of a day addresses the person by name."""
    is_first = greeted_on != scene.today.isoformat()
    name = agenda.reader.called(agenda.reader.language) if is_first else ""
    asked = [local(parse_stamp(at), scene.pace.zone) for at in agenda.asked]
    return screens.listing(t, agenda.lines, scene.today, name=name, asked=asked, page=page)


CORRECTION: Final = msgid("correction of a record")


def item(task: Task, scene: Scene, t: Translator, titles: Titles) -> due.Item:
    """Word a task in the reader's language."""
    text, values = task.text, _said(task.values, scene, t)
    draft = task.values.get("draft")
    if isinstance(draft, Draft):
        text, values = _draft(draft, scene, t, titles)
    if task.absent_id is not None:
        absent = scene.network.staff[task.absent_id].initials(t.language)
        values = {"person": absent, "what": t.plain(text, **values)}
        text = FOR_COLLEAGUE
    return due.Item(task.kind, text, values, task.press, task.due_on, task.button)


def _draft(
    draft: Draft, scene: Scene, t: Translator, titles: Titles
) -> tuple[str | Plural, dict[str, Any]]:
    title = _title(draft, scene, t, titles)
    far = progress.of(draft, scene)
    if far is None:
        return UNFINISHED, {"title": title}
    if far.is_whole:
        return ONLY_SAVE, {"title": title}
    return waiting.DRAFT, {"title": title, "done": far.done, "total": far.total}


def _title(draft: Draft, scene: Scene, t: Translator, titles: Titles) -> str:
    """Name a draft so that two of one form are told apart: its library, for whom it is."""
    code = progress.answer(draft, "library") or draft.context.get("library", "")
    library = scene.network.library_by_code(code)
    details = [library.short(t.language)] if library else []
    is_correction = {"visit_id", "round_id", "entry_id"} & draft.context.keys()
    if is_correction or draft.context.get("is_correction"):
        details.append(t.plain(CORRECTION))
    if draft.on_behalf:
        details.append(scene.network.staff[draft.staff_id].initials(t.language))
    title = t.plain(titles[draft.form])
    return f"{title} ({', '.join(details)})" if details else title


def _said(values: Mapping[str, Any], scene: Scene, t: Translator) -> dict[str, Any]:
    network = scene.network
    names: dict[str, Callable[[Any], str]] = {
        "library": lambda key: network.libraries[key].short(t.language),
        "person": lambda key: network.staff[key].initials(t.language),
        "people": lambda keys: ", ".join(network.staff[one].initials(t.language) for one in keys),
        "places": lambda keys: ", ".join(network.libraries[one].short(t.language) for one in keys),
        "settlement": lambda key: network.place(key[0], key[1], t.language),
        "what": lambda record: named_record(record, scene, t),
        "sheet": lambda campaign: title(t, campaign),
        "monitoring": lambda campaign: called(t, campaign),
        "late": lambda late: _late(late, scene, t),
    }
    return {
        name: names[name](value) if name in names else _dated(value, scene, t)
        for name, value in values.items()
    }


def _late(late: Sequence[Late], scene: Scene, t: Translator) -> str:
    """Name the first libraries of a list, with how far they are; all are behind its button."""
    libraries = scene.network.libraries
    named = ", ".join(short(t, libraries[key].short(t.language), far) for key, far in late[:NAMED])
    more = len(late) - NAMED
    return t.plain(AND_MORE, names=named, n=more) if more > 0 else named


def named_record(record: Named, scene: Scene, t: Translator) -> str:
    """Name a record entered on behalf, to stand within a sentence."""
    return t.plain(record.text, **_said(record.values, scene, t))


def _dated(value: Any, scene: Scene, t: Translator) -> Any:
    """Write a date of another year with its year; the sentence ends with a stop of its own."""
    if isinstance(value, date) and value.year != scene.today.year:
        return t.full_day(value).removesuffix(".")
    return value


def named(tasks: Sequence[Task], subject: str) -> Task | None:
    """Return the open task of a subject, or None where it is done."""
    return next((task for task in tasks if task.subject == subject), None)


UNFINISHED: Final = msgid("{title}: not finished.")
ONLY_SAVE: Final = msgid("{title}: all is answered, it only remains to save.")
FOR_COLLEAGUE: Final = msgid("For a colleague ({person}). {what}")

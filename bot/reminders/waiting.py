"""What waits for people: the one source of «Мои дела», of the digest and of what to remind of.

A source returns the tasks of everybody, or of one person; whoever adds a kind of task adds
a source to `SOURCES` and nothing else. Nothing here is stored: a task is open as long as
its facts say so, and so stops by itself when the thing is done.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from bot.context import roles_of
from bot.msgid import msgid
from bot.reminders import (
    announced,
    announcing,
    asking,
    chased,
    clarifying,
    edited,
    forgotten,
    handing,
    judged,
    judging,
    progress,
    recommended,
    represented,
    reviewing,
    rolling,
    schooling,
    travelling,
    wished,
)
from bot.reminders.scene import Scene
from bot.reminders.task import Ladder, Task
from bot.rules import contests as rules
from bot.rules import due, monitoring, rights
from storage import (
    access,
    campaigns,
    drafts,
    entries,
    on_behalf,
    rounds,
    unplaced,
    visits,
)
from storage.database import Reader
from storage.drafts import Draft
from storage.on_behalf import OnBehalf
from storage.records.contests import Contest, Entry
from storage.records.libraries import Library
from storage.records.monitoring import Campaign, CampaignUnit
from storage.records.people import Staff
from storage.records.visits import VisitRow

CONFIRM_DAYS: Final = 30  # an older silence stays «без ответа» and is not asked about
Source = Callable[[Reader, Scene, int | None], Awaitable[list[Task]]]


async def everything(db: Reader, scene: Scene) -> list[Task]:
    """Return the open tasks of everybody who works here."""
    return await _gathered(db, scene, None)


async def of_reader(db: Reader, scene: Scene, staff_id: int) -> list[Task]:
    """Return what a person's list shows: their own, then of those for whom they stand in."""
    own = await of_person(db, scene, staff_id)
    return [*own, *await stood_in(db, scene, staff_id)]


async def of_person(db: Reader, scene: Scene, staff_id: int) -> list[Task]:
    """Return a person's own open tasks."""
    return await _gathered(db, scene, staff_id)


async def stood_in(db: Reader, scene: Scene, staff_id: int) -> list[Task]:
    """Return what waits for absent colleagues for whom a person stands in today."""
    return [
        as_read_by(task, staff_id)
        for other in scene.stands_in_for(staff_id)
        for task in await of_person(db, scene, other)
        if not task.is_personal
    ]


def as_read_by(task: Task, staff_id: int) -> Task:
    """Return a task as the one who stands in reads it; one's own stays as it is."""
    if task.staff_id == staff_id:
        return task
    return replace(task, absent_id=task.staff_id, press=_press_of_another(task))


async def _gathered(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    found = [task for source in SOURCES for task in await source(db, scene, staff_id)]
    return [task for task in found if task.staff_id in scene.people]


def _press_of_another(task: Task) -> str:
    """Return what opens an absent colleague's task: a draft is first taken over."""
    return task.press.replace("task.draft:", "task.take:")


def _next_workday_and_three_later(since: date) -> Ladder:
    return partial(due.draft_steps, since)


async def open_drafts(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return unfinished forms; practice waits for nobody."""
    return [
        Task(
            staff_id=draft.entered_by,
            kind="draft",
            subject=draft.slot,
            text=DRAFT,
            values={"draft": draft},
            press=f"task.draft:{draft.draft_id}",
            ladder=_next_workday_and_three_later(scene.day_of(draft.updated_at)),
        )
        for draft in await _drafts(db, staff_id)
        if not (draft.training or _is_of_a_campaign(draft) or _is_of_a_remark(draft))
    ]


def _is_of_a_campaign(draft: Draft) -> bool:
    """Tell whether a draft is chased by its campaign, as a questionnaire that is not sent yet."""
    return "unit_id" in draft.context and not draft.context.get("is_correction")


def _is_of_a_remark(draft: Draft) -> bool:
    """Tell whether a draft answers a methodist's remark, which is reminded of by itself."""
    return "remark" in draft.context


async def _drafts(db: Reader, staff_id: int | None) -> list[Draft]:
    return await (drafts.every_open(db) if staff_id is None else drafts.open_of(db, staff_id))


async def questionnaires(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the libraries whose answers a campaign waits for, by who answers for them.

    A person with two libraries has two; who has begun one for a colleague has it as well.
    """
    running = {
        one.campaign_id: one
        for one in await campaigns.opened(db, scene.today)
        if monitoring.is_running(one, scene.today)
    }
    units = await campaigns.unanswered(db, list(running), staff_id)
    begun = await _begun(db, [one.draft_id for one in units if one.draft_id], staff_id)
    return [
        _of_unit(scene, unit, running[unit.campaign_id], begun.get(unit.draft_id or 0), reader)
        for unit in units
        if scene.network.libraries[unit.library_id].is_open(scene.today)
        and scene.today <= unit.closes_on + monitoring.LATE
        for reader in _answering(scene, unit, begun.get(unit.draft_id or 0))
        if staff_id in {None, reader}
    ]


async def _begun(db: Reader, draft_ids: list[int], staff_id: int | None) -> dict[int, Draft]:
    """Return the drafts of campaigns by number; for everybody's they are read at once."""
    if staff_id is None:
        found = await drafts.every_open(db) if draft_ids else []
    else:
        found = [one for key in draft_ids if (one := await drafts.load(db, key))]
    return {one.draft_id: one for one in found if _is_of_a_campaign(one)}


def _answering(scene: Scene, unit: CampaignUnit, draft: Draft | None) -> list[int]:
    readers = [one.staff_id for one in scene.network.answerers(unit.library_id)]
    return list(dict.fromkeys([*readers, *([draft.entered_by] if draft else [])]))


def _of_unit(
    scene: Scene, unit: CampaignUnit, campaign: Campaign, draft: Draft | None, reader: int
) -> Task:
    far = progress.of(draft, scene) if draft else None
    is_late = scene.today > unit.closes_on
    text = (LATE_BEGUN if is_late else BEGUN) if far else (LATE if is_late else NOT_BEGUN)
    counts = {"done": far.done, "total": far.total} if far and not far.is_whole else {}
    if far and far.is_whole:
        text = WHOLE
    middle = scene.network.institution["monitoring_middle"] == "yes"
    steps = monitoring.steps(campaign, unit.closes_on, middle=middle)
    return Task(
        staff_id=reader,
        kind="unit",
        subject=f"unit:{unit.unit_id}",
        text=text,
        values={
            "sheet": campaign, "library": unit.library_id, "date": unit.closes_on, **counts,
        },
        press=f"unit.open:{unit.unit_id}",
        ladder=lambda _person, _pace: steps,
        due_on=unit.closes_on,
        button=msgid("Go on") if draft else msgid("Answer"),
    )  # fmt: skip


async def contests_without(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the contests that a library has not entered, in the weeks before the deadline.

    What a person has begun is opened, not begun anew.
    """
    near = [
        one
        for one in rules.open_on(scene.network.contests.values(), scene.today)
        if rules.days_left(one, scene.today) <= rules.NEAR_DAYS
    ]
    if not near:
        return []
    counts = await entries.counted(db)
    begun = {_entry_of(one): one for one in await _drafts(db, staff_id) if _is_new_entry(one)}
    return [
        _of_contest(
            contest,
            library,
            reader,
            begun.get((reader.staff_id, contest.contest_id, library.code)),
        )
        for contest in near
        for reader in _active(scene)
        if reader.role == "librarian" and staff_id in {None, reader.staff_id}
        for library in (scene.network.libraries[key] for key in reader.library_ids)
        if library.is_open(scene.today) and (contest.contest_id, library.library_id) not in counts
    ]


def _is_new_entry(draft: Draft) -> bool:
    is_new = draft.form in rules.FORMS and not draft.training
    return is_new and not draft.context.get("entry_id")


def _entry_of(draft: Draft) -> tuple[int, int, str]:
    """Return by whom, for which contest and library an entry was begun."""
    contest = progress.answer(draft, "contest") or draft.context.get("contest_id")
    return draft.entered_by, int(contest or 0), progress.answer(draft, "library")


def _of_contest(contest: Contest, library: Library, reader: Staff, draft: Draft | None) -> Task:
    steps = due.before(contest.closes_on, *rules.REMIND_DAYS)
    key = f"{contest.contest_id}:{library.library_id}"
    return Task(
        staff_id=reader.staff_id,
        kind="contest",
        subject=f"contest:{key}",
        text=ENTRY_BEGUN if draft else NO_ENTRY,
        values={
            "contest": contest.title, "library": library.library_id, "date": contest.closes_on,
        },
        press=f"task.draft:{draft.draft_id}" if draft else f"contest.card:{key}",
        ladder=lambda _person, _pace: steps,
        due_on=contest.closes_on,
    )  # fmt: skip


async def returned_entries(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return contest entries that a methodist has returned, as long as the jury can wait."""
    return [
        Task(
            staff_id=reader,
            kind="returned",
            subject=f"returned:{one.entry_id}",
            text=RETURNED,
            values={"number": str(one.entry_id), "title": one.title},
            press=f"entry.card:{one.entry_id}",
            ladder=_next_workday_and_three_later(scene.day_of(one.returned_at or one.updated_at)),
            return_no=one.return_no,
        )
        for one in await entries.returned(db)
        if scene.today <= rules.corrected_until(scene.network.contests[one.contest_id])
        and staff_id in {None, reader := _who_corrects(scene, one)}
    ]


def _who_corrects(scene: Scene, entry: Entry) -> int:
    """Return the author; who entered it where no message reaches the author."""
    author = scene.network.staff.get(entry.staff_id)
    return entry.staff_id if author and author.is_reachable else entry.entered_by


async def texts(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return visits that have a voice message only."""
    if staff_id is None:
        found = await visits.needing_text_between(db, date.min, date.max)
    else:
        found = await visits.needing_text(db, staff_id)
    return [_of_visit(scene, one, one.staff_id, "text", NEEDS_TEXT) for one in found]


async def disputes(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return visits whose librarian sees an inaccuracy: for the author and for heads."""
    return [
        _of_visit(scene, one, reader, "disputed", DISPUTED)
        for one in await visits.disputed(db)
        for reader in dict.fromkeys((one.staff_id, *_with(scene, "visit.change")))
        if staff_id in {None, reader}
    ]


async def confirmations(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return visits that the visited librarian has not answered about, of the last month."""
    since = scene.today - timedelta(days=CONFIRM_DAYS)
    asked = {
        person.staff_id: person.library_ids
        for person in _active(scene)
        if person.role == "librarian" and staff_id in {None, person.staff_id}
    }
    everywhere = {library_id for libraries in asked.values() for library_id in libraries}
    return [
        _of_visit(scene, one, reader, "confirm", CONFIRM)
        for one in (await visits.unconfirmed(db, everywhere, since) if everywhere else ())
        for reader, libraries in asked.items()
        if one.library_id in libraries
    ]


async def own_records(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return what was recorded on somebody's behalf and waits for their «Всё так»."""
    since = scene.today - timedelta(days=CONFIRM_DAYS)
    asked = await on_behalf.waiting(db, staff_id, since)
    return await _of_records(db, scene, asked, OWN)


async def entered_records(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return what somebody entered for a colleague who sees an inaccuracy in it."""
    return await _of_records(db, scene, await on_behalf.disputed(db, staff_id), ENTERED)


async def _of_records(db: Reader, scene: Scene, records: list[OnBehalf], text: str) -> list[Task]:
    """Return the tasks of records that are still there: for the owner, or for who entered it."""
    names = await represented.named(db, records)
    is_owners = text == OWN
    return [
        Task(
            staff_id=one.staff_id if is_owners else one.entered_by,
            kind="own" if is_owners else "entered",
            subject=f"{'own' if is_owners else 'entered'}:{one.subject}:{one.subject_id}",
            text=text,
            values={"what": names[one.key]},
            press=f"own.card:{one.subject}:{one.subject_id}",
            ladder=_next_workday_and_three_later(scene.day_of(one.answered_at or one.asked_at)),
            is_personal=is_owners,
        )
        for one in records
        if one.key in names
    ]


def _of_visit(scene: Scene, visit: VisitRow, reader: int, kind: str, text: str) -> Task:
    # A visit of last week may be recorded today: who has just got its card is not reminded yet.
    since = max(visit.visited_on, scene.day_of(visit.created_at))
    return Task(
        staff_id=reader,
        kind=kind,
        subject=f"{kind}:{visit.visit_id}",
        text=text,
        values={"library": visit.library_id, "date": visit.visited_on},
        press=f"{'visit.confirm' if kind == 'confirm' else 'visit.card'}:{visit.visit_id}",
        ladder=_next_workday_and_three_later(since),
    )


async def walks(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return rounds that are paused or were forgotten; only who walks can finish them."""
    return [
        Task(
            staff_id=one.entered_by,
            kind="walk",
            subject=f"walk:{one.round_id}",
            text=WALK,
            values={"settlement": (one.library_id, one.settlement_id), "date": one.made_on},
            press=f"walk.open:{one.round_id}",
            ladder=_next_workday_and_three_later(scene.day_of(one.updated_at)),
            is_personal=True,
        )
        for one in await rounds.open_of(db, staff_id)
    ]


async def requests(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return who asks to be let in, as one line."""
    waiting = await access.waiting(db)
    if not waiting:
        return []
    return [
        Task(
            staff_id=reader,
            kind="request",
            subject=f"request:{waiting[-1].request_id}",
            text=REQUESTS,
            values={"count": len(waiting)},
            press="do:requests",
            ladder=_next_workday_and_three_later(scene.day_of(waiting[-1].made_at)),
        )
        for reader in _with(scene, "access.decide")
        if staff_id in {None, reader}
    ]


async def files(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return files sent outside a form of which it is not said what they are for."""
    return [
        Task(
            staff_id=one.staff_id,
            kind="files",
            subject=f"files:{one.mark}",
            text=FILES,
            values={"count": len(one.media), "date": scene.day_of(one.sent_at)},
            press=f"out.ask:{one.mark}",
            ladder=_next_workday_and_three_later(scene.day_of(one.sent_at)),
            is_personal=True,
        )
        for one in await unplaced.waiting(db, staff_id)
    ]


def _with(scene: Scene, action: str) -> list[int]:
    """Return the people to whom the rights table opens `action` on anybody's records."""
    return [
        person.staff_id
        for person in _active(scene)
        if rights.allows(roles_of(person), action, own=False)
    ]


def _active(scene: Scene) -> list[Staff]:
    return [person for person in scene.network.staff.values() if person.is_active]


DRAFT: Final = msgid("{title}: {done} of {total} answered.")
NEEDS_TEXT: Final = msgid("The text of a visit is needed: {library}, {date}.")
DISPUTED: Final = msgid("There is an inaccuracy in a record of a visit: {library}, {date}.")
CONFIRM: Final = msgid("Confirm a visit: {library}, {date}.")
OWN: Final = msgid("Confirm a record made on your behalf: {what}.")
ENTERED: Final = msgid("There is an inaccuracy in a record entered for a colleague: {what}.")
WALK: Final = msgid("The round is not finished: {settlement}, {date}.")
FILES: Final = msgid("Say what the files ({count}) sent on {date} are for.")
REQUESTS: Final = msgid("Requests for access: {count}.")
NOT_BEGUN: Final = msgid("{sheet} ({library}): by {date}.")
BEGUN: Final = msgid("{sheet} ({library}): {done} of {total} answered, by {date}.")
WHOLE: Final = msgid("{sheet} ({library}): all is answered, it only remains to send, by {date}.")
LATE: Final = msgid("{sheet} ({library}): the last day was {date}, an answer is still needed.")
LATE_BEGUN: Final = msgid(
    "{sheet} ({library}): the last day was {date}, an answer is still needed; "
    "{done} of {total} answered."
)
NO_ENTRY: Final = msgid(
    "Contest «{contest}» ({library}): there is no entry yet, the last day is {date}."
)
ENTRY_BEGUN: Final = msgid(
    "Contest «{contest}» ({library}): the entry is begun and not submitted, the last day is "
    "{date}."
)
RETURNED: Final = msgid("Clarify contest entry No. {number}: «{title}».")
SOURCES: Final[tuple[Source, ...]] = (
    questionnaires,
    travelling.trips_ahead,
    travelling.trips_behind,
    schooling.sessions_ahead,
    schooling.silent_members,
    schooling.silent_sessions,
    announced.coming_campaigns,
    chased.late_libraries,
    clarifying.returned_questionnaires,
    reviewing.sheets_to_review,
    rolling.sessions_to_roll,
    rolling.feedback_to_give,
    contests_without,
    returned_entries,
    edited.news_to_edit,
    edited.returned_news,
    handing.entries_to_hand,
    judged.results_to_settle,
    judging.entries_to_score,
    judging.ends_of_judging,
    open_drafts,
    walks,
    files,
    texts,
    disputes,
    confirmations,
    recommended.open_recommendations,
    own_records,
    entered_records,
    requests,
    asking.unanswered,
    wished.open_requests,
    announcing.unread,
    forgotten.long_unvisited,
)

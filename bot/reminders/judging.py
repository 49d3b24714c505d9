"""What jurors still have to score, who is late, and that all is scored: lines of «Мои дела»."""

from functools import partial
from typing import Any, Final

from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import due, workdays
from bot.rules import judging as rules
from bot.rules import judging_end as ending
from bot.rules.due import Pace, Person, Step
from storage import contests, judging
from storage.database import Reader
from storage.records.contests import Contest
from storage.records.judging import Progress


async def entries_to_score(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return what is left to each juror; nobody stands in for one."""
    running = _running(scene)
    return [
        _of_juror(scene, running[one.contest_id], one)
        for one in await judging.progress(db, running)
        if one.left and staff_id in {None, one.staff_id}
        and _scores(running[one.contest_id], one.staff_id)
    ]  # fmt: skip


def _running(scene: Scene) -> dict[int, Contest]:
    """Return the contests whose jurors may give points today, by number."""
    return {
        one.contest_id: one
        for one in scene.network.contests.values()
        if rules.is_judging(one) and not ending.is_over(one, scene.today)
    }


def _scores(contest: Contest, staff_id: int) -> bool:
    juror = contest.juror(staff_id)
    return juror is not None and juror.scores


def _of_juror(scene: Scene, contest: Contest, progress: Progress) -> Task:
    until = rules.until(contest)
    return Task(
        staff_id=progress.staff_id,
        kind="judge",
        subject=f"judge:{contest.contest_id}",
        text=SCORE,
        values={
            "contest": contest.title, "done": progress.scored, "total": progress.dealt,
            "date": until,
        },
        press=f"jury.contest:{contest.contest_id}",
        ladder=partial(_to_score, scene, contest, progress),
        due_on=until,
        button=msgid("Score"),
        is_personal=True,
    )  # fmt: skip


def _to_score(
    scene: Scene, contest: Contest, progress: Progress, person: Person, pace: Pace
) -> tuple[Step, ...]:
    """Remind before the end; of what was dealt later, on the next working day."""
    steps = due.before(rules.until(contest), *ending.REMIND_DAYS)
    if progress.dealt_at <= (contest.handed_at or progress.dealt_at):
        return steps  # of that they got a message of their own
    dealt_on = scene.day_of(progress.dealt_at)
    return Step("dealt", workdays.next_workday(dealt_on, person.week, pace.calendar)), *steps


async def ends_of_judging(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return, for who handed it over and the secretary, who is late or that all is scored."""
    running = _running(scene)
    of_contest: dict[int, list[Progress]] = {}
    for one in await judging.progress(db, running):
        of_contest.setdefault(one.contest_id, []).append(one)
    return [
        task
        for key, found in of_contest.items()
        for person in ending.managers(
            running[key], scene.network.staff, await contests.handed_by(db, key)
        )
        if staff_id in {None, person.staff_id}
        and (task := _of_manager(scene, running[key], found, person.staff_id))
    ]


def _of_manager(scene: Scene, contest: Contest, found: list[Progress], reader: int) -> Task | None:
    until = rules.until(contest)
    steps: tuple[Step, ...]
    values: dict[str, Any] = {"contest": contest.title}
    last = max((one.scored_at for one in found if one.scored_at), default=None)
    if ending.is_whole(found) and last is not None:
        text = WHOLE
        steps = (Step("whole", scene.day_of(last)),)
    elif (until - scene.today).days <= ending.LATE_DAYS:
        late = tuple(one.staff_id for one in found if one.left)
        text, values = LATE, values | {"people": late, "date": until}
        steps = due.before(until, ending.LATE_DAYS)
    else:
        return None
    return Task(
        staff_id=reader,
        kind="judging",
        subject=f"judging:{contest.contest_id}",
        text=text,
        values=values,
        press=f"judging.board:{contest.contest_id}",
        ladder=lambda _person, _pace: steps,
        due_on=until,
    )


SCORE: Final = msgid("Score entries of «{contest}»: {done} of {total}, by {date}.")
WHOLE: Final = msgid("Contest «{contest}»: all entries are scored, the judging can be ended.")
LATE: Final = msgid("Contest «{contest}»: the judging ends on {date}, not all is scored: {people}")

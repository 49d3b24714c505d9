"""Which reminders the open tasks call for, and when each comes; pure but for its arguments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.clock import stamp
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import due
from storage.records.people import Staff
from storage.reminders import Key


@dataclass(frozen=True, slots=True)
class Wanted:
    """One reminder that facts call for: who reads it and at which moment (UTC)."""

    key: Key
    reader_id: int
    deliver_at: str


def wanted(
    tasks: Iterable[Task], scene: Scene, last_digests: Mapping[int, date]
) -> dict[Key, Wanted]:
    """Return the reminders of open tasks, by key; who cannot be reached is not reminded."""
    found = [
        reminder
        for task in tasks
        for step in task.ladder(scene.people[task.staff_id], scene.pace)
        if (reminder := _reminder(task, step, scene, last_digests))
    ]
    return {reminder.key: reminder for reminder in found}


def _reminder(
    task: Task, step: due.Step, scene: Scene, last_digests: Mapping[int, date]
) -> Wanted | None:
    delivery = _delivery(task, step, scene, last_digests)
    if delivery is None or not _is_reachable(scene.network.staff.get(delivery.staff_id)):
        return None
    key = Key(task.staff_id, task.kind, task.subject, step.name, step.on, task.return_no)
    return Wanted(key, delivery.staff_id, stamp(delivery.at))


def _delivery(
    task: Task, step: due.Step, scene: Scene, last_digests: Mapping[int, date]
) -> due.Delivery | None:
    """Find reader and moment; whether a digest has gone out today is asked of the reader.

    What only the person can answer finds no substitute and so comes after their absence.
    """

    def at(last: date | None) -> due.Delivery | None:
        return due.deliver_at(
            step,
            scene.people[task.staff_id],
            scene.pace,
            scene.now,
            people={} if task.is_personal else scene.people,
            last_digest_on=last,
        )

    first = at(None)
    last = last_digests.get(first.staff_id) if first else None
    return first if last is None or last < scene.today else at(last)


def _is_reachable(person: Staff | None) -> bool:
    return person is not None and person.is_active and person.is_reachable

"""What the bot says of itself while the clock goes on, as the rows of a table."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from october import ADMIN, DEPUTY, HEAD, METHODIST, user_id
from world import MINSK, World

STRIKES = ("09:30", "10:00", "11:00", "12:00", "21:00")  # when libraries open; nothing at night
DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
NEW_PHONE, SECOND = user_id(118), user_id(95)
NAMES = {
    HEAD: "директор",
    DEPUTY: "заместитель",
    METHODIST: "методист",
    ADMIN: "администратор",
    NEW_PHONE: "18 с нового телефона",
    SECOND: "35 вторая",
}
ABOUT = re.compile(r"\((?:(?:Филиал|Філіял) )?(?P<library>\d+|Центральная)\)")


def at(day: str, hour: str, zone: ZoneInfo = MINSK) -> datetime:
    """Return a local moment of the autumn: «16.10», «9:30»."""
    return datetime.strptime(f"2026 {day} {hour}", "%Y %d.%m %H:%M").replace(tzinfo=zone)


@dataclass(slots=True)
class Diary:
    """Lets the clock go on and writes down what the bot says of itself."""

    world: World
    shows_utc: bool = False
    restarts: bool = False  # the bot is started anew after each strike of the clock
    rows: list[str] = field(default_factory=list)
    last: int = 0

    @property
    def zone(self) -> ZoneInfo:
        """Return the institution's zone."""
        return self.world.clock.zone

    async def until(self, day: str, hour: str) -> None:
        """Let the clock strike at the telling hours up to a moment."""
        now = self.world.clock.now().astimezone(self.zone)
        for moment in _strikes(now, at(day, hour, self.zone)):
            self.world.clock.set(moment)
            await self.world.tick()
            await self.note()
            if self.restarts:
                await self.world.stop()
                await self.world.start()
                await self.world.tick()
                await self.note()

    async def note(self) -> None:
        """Write down what was said since the last time."""
        await self.world.settled()
        said = await self.world.sql(
            "SELECT outbox_id, created_at, chat_id, payload, state FROM outbox "
            "WHERE lane = 1 AND outbox_id > ? ORDER BY outbox_id",
            self.last,
        )
        if said:
            self.last = int(str(said[-1][0]))
        self.rows += self._table(said)

    def _table(self, said: list[tuple[object, ...]]) -> list[str]:
        """Put what was said together by moment and words."""
        found: dict[str, list[str]] = {}
        for _, created_at, chat_id, payload, state in said:
            when = self._when(datetime.fromisoformat(str(created_at)))
            mark = "" if state == "sent" else f" ({state})"
            for what, whom in _said(int(str(chat_id)), json.loads(str(payload)).get("text", "")):
                found.setdefault(f"{when} | {what}", []).append(f"{whom}{mark}")
        return [f"{key} | {_listed(people)}" for key, people in found.items()]

    def _when(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        utc = f" ({moment:%H:%M} UTC)" if self.shows_utc else ""
        return f"{local:%d.%m} {DAYS[local.weekday()]} {local:%H:%M}{utc}"


def _strikes(now: datetime, last: datetime) -> Iterator[datetime]:
    """Give the telling hours between two moments of one zone."""
    day = now.date()
    while day <= last.date():
        for hour in STRIKES:
            struck = datetime.combine(day, time.fromisoformat(hour), last.tzinfo)
            if now < struck <= last:
                yield struck
        day += timedelta(days=1)


def _said(chat_id: int, text: str) -> Iterator[tuple[str, str]]:
    """Give each line of a list, or the first line of another message, with who is told."""
    lines = re.sub(r"<[^>]+>| 2026 года", "", text).split("\n")
    listed = [line.partition(". ")[2] for line in lines if re.match(r"\d+\. ", line)]
    is_list = re.search(r"(сегодня|сёння) \d", lines[0])
    asked = [f"{lines[0]} / {line}" for line in lines[1:] if lines[0].startswith("Просит")]
    head = lines[:1] if lines[0].endswith((".", ":")) else [" / ".join(lines[:2])]
    for line in listed if is_list else asked or head:
        about = ABOUT.search(line)
        what = ABOUT.sub("", line).replace(" :", ":").replace(" .", ".").replace("  ", " ").strip()
        yield what, _whom(chat_id, about["library"] if about else "")


def _whom(chat_id: int, library: str) -> str:
    person = NAMES.get(chat_id, str(chat_id - user_id(0)))
    if library in {"", person} or (person, library) == ("33", "34"):
        return library or person
    return f"{library} у {person}" if library.isdecimal() and person.isdecimal() else person


def _listed(people: Iterable[str]) -> str:
    """Write numbers that follow each other as one span: 1-8, 20."""
    often = Counter(people)
    spans: list[list[int]] = []
    for number in sorted(int(one) for one in often if one.isdecimal()):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    written = [f"{a}" if a == b else f"{a}-{b}" for a, b in spans]
    others = sorted(one for one in often if not one.isdecimal())
    repeated = [f"{one} ×{count}" for one, count in often.items() if count > 1]  # there are none
    return ", ".join([*written, *others, *repeated])

"""The rounds of the sample network: four that are saved and one on pause."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.sample.reading import Day, Row
from storage import libraries, rounds
from storage.database import Tx
from storage.records.rounds import NewRound, RoundChoice, Tally

NUMBERS: Final = {  # column: the tally's number
    "households": "households",
    "home": "home",
    "readers": "readers",
    "new": "new_readers",
    "not_reading": "not_reading",
    "reregistered": "reregistered",
    "issued": "issued",
    "homebound": "homebound",
}


async def load(tx: Tx, rows: Iterable[Row], day: Day, people: Mapping[str, int]) -> None:
    """Save rounds; those on pause are walks."""
    network = {one.code: one.library_id for one in await libraries.known(tx)}
    places = {(p.library_id, p.name_ru): p.settlement_id for p in await rounds.settlements(tx)}
    choices = await rounds.choices(tx)
    for row in rows:
        on, library_id = day(row["day"]), network[row["library"]]
        now = f"{on.isoformat()}T13:00:00Z"
        new = NewRound(
            library_id=library_id,
            made_on=on,
            settlement_id=places[library_id, row["settlement"]],
            purpose=_code(choices, "purpose", row["purpose"]),
            tally=_tally(row, choices),
            staff_id=people[row["author"]],
            entered_by=people[row["entered_by"]],
            source=row["source"],
        )
        if row["state"] == "saved":
            key = await rounds.save_totals(tx, new, now=now)
            if row.get("removed"):
                await rounds.remove(tx, key, row["removed"], now=now, by=new.staff_id)
        else:
            await rounds.pause(tx, await rounds.begin(tx, new, now=now), now=now)


def _tally(row: Row, choices: list[RoundChoice]) -> Tally:
    named = [one.rpartition(" ") for one in row["reasons"].split(";")]
    reasons = {_code(choices, "reason", name): int(number) for name, _, number in named}
    values: dict[str, Any] = {to: int(row[name]) for name, to in NUMBERS.items()}
    return Tally(**values, reasons=reasons)


def _code(choices: list[RoundChoice], of: str, name: str) -> str:
    return next(one.code for one in choices if one.list == of and one.name_ru == name)

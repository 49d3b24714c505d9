"""Records of every kind drawn at random, some of them not to be counted; put in as plain rows."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from storage import database
from storage.measures import INDICATORS

YEAR = 2026
NOW = "2026-12-30T09:00:00Z"
STAFF = {1: (1, 2), 2: (2,), 3: (3,), 4: ()}  # a person's libraries, the first of all first
LIBRARIES = (1, 2, 3)
PLANNED_ONLY = 4  # a library that nobody visits: its lines stay as they are written
QUESTIONS = (*INDICATORS, "computers")  # the last one is no measure
MEASURED = ("visits", "rounds", "round_households", "learning_hours", "libraries_visited", "uses")
Row = dict[str, Any]


@dataclass
class Year:
    """Rows by table, in the order in which they can be put in."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **values: Any) -> int:
        """Add a row and return its number."""
        rows = self.tables.setdefault(table, [])
        rows.append(values)
        return len(rows)

    def of(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        return self.tables.get(table, [])


class Drawing:
    """Draws a year from a source of randomness; `least`, `most`: records of each kind."""

    def __init__(self, random: Random, least: int, most: int) -> None:
        self._random, self._least, self._most = random, least, most
        self.year = Year()

    def drawn(self) -> Year:
        """Return the whole year."""
        self._network()
        for draw in (
            self._visits, self._plan, self._rounds, self._contests, self._school,
            self._publications, self._monitoring, self._consultations, self._site,
            self._corrections,
        ):  # fmt: skip
            draw()
        return self.year

    def _some(self) -> range:
        return range(self._random.randint(self._least, self._most))

    def _any(self, *values: Any) -> Any:
        return self._random.choice(values)

    def _day(self) -> str:
        """Return a day, mostly of the year, at times of one beside it or of its edges."""
        first = date(YEAR, 1, 1)
        edges = (first, date(YEAR, 12, 31), date(YEAR - 1, 12, 31), date(YEAR + 1, 1, 1))
        days = first + timedelta(days=self._random.randint(-80, 440))
        return self._any(days, days, days, *edges).isoformat()

    def _month(self) -> str:
        return self._day()[:7]

    def _removed(self, **more: Any) -> Row:
        gone = self._random.random() < 0.2
        return {"removed_at": NOW if gone else None, **(more if gone else {})}

    def _network(self) -> None:
        for key in (*LIBRARIES, PLANNED_ONLY):
            self.year.add(
                "libraries", library_id=key, code=f"L{key}", short_ru=f"Село {key}",
                full_ru=f"Библиотека {key}", kind="rural", updated_at=NOW,
            )  # fmt: skip
        for key in STAFF:
            self.year.add(
                "staff", staff_id=key, surname_ru=f"Полкина-{key}", name_ru="Анна",
                role="methodist", created_at=NOW, updated_at=NOW,
            )  # fmt: skip
        for key, own in STAFF.items():
            for position, library_id in enumerate(own):
                self.year.add(
                    "staff_libraries", staff_id=key, library_id=library_id, position=position
                )

    def _visits(self) -> None:
        for _ in self._some():
            on, staff_id = self._day(), self._any(*STAFF)
            trip_id = self.year.add("trips", made_on=on, created_at=NOW)
            self.year.add("trip_travellers", trip_id=trip_id, staff_id=staff_id, made_on=on)
            for library_id in self._random.sample(LIBRARIES, self._random.randint(1, 3)):
                visit_id = self.year.add(
                    "visits", trip_id=trip_id, library_id=library_id, visited_on=on,
                    outcome=self._any("held", "held", "closed"), staff_id=staff_id,
                    entered_by=staff_id, source=self._any("chat", "paper"), created_at=NOW,
                    updated_at=NOW, **self._removed(removed_reason="ошибка"),
                )  # fmt: skip
                for place, purpose in enumerate(("study", "other")[: self._random.randint(0, 2)]):
                    self.year.add(
                        "visit_purposes", visit_id=visit_id, position=place, purpose=purpose
                    )
                if self._random.random() < 0.5:
                    state = self._any("given", "done", "accepted", "withdrawn")
                    self.year.add(
                        "recommendations", visit_id=visit_id, recommendation="=1+1", state=state,
                        area=self._any(None, "stock"), deadline_on=self._any(None, on),
                        created_at=NOW, updated_at=NOW,
                    )  # fmt: skip

    def _plan(self) -> None:
        for _ in self._some():
            self.year.add(
                "plan_lines", library_id=PLANNED_ONLY, approved_month=self._month(),
                month=self._month(), staff_id=self._any(None, *STAFF), created_at=NOW,
                updated_at=NOW, **self._removed(),
                **self._any({"state": "planned"}, {"state": "cancelled", "reason": "roads"}),
            )  # fmt: skip
        for visit_id in range(1, len(self.year.of("visits")) + 1, 2):
            self.year.add(
                "plan_lines", library_id=self.year.of("visits")[visit_id - 1]["library_id"],
                approved_month=self._month(), month=self._month(), state="done",
                visit_id=visit_id, created_at=NOW, updated_at=NOW, **self._removed(),
            )  # fmt: skip

    def _rounds(self) -> None:
        for _ in self._some():
            households = self._random.randint(0, 40)
            many = {name: self._random.randint(0, 9) for name in (
                "readers", "new_readers", "not_reading", "reregistered", "issued", "returned",
                "homebound", "debtors", "invited", "leaflets",
            )}  # fmt: skip
            staff_id = self._any(*STAFF)
            self.year.add(
                "rounds", library_id=self._any(*LIBRARIES), made_on=self._day(), purpose="talk",
                households=households, home=self._random.randint(0, households),
                staff_id=staff_id, entered_by=staff_id, source="chat",
                state=self._any("saved", "saved", "paused"), created_at=NOW, updated_at=NOW,
                **many, **self._removed(removed_reason="ошибка"),
            )  # fmt: skip

    def _contests(self) -> None:
        self.year.add(
            "submissions", form="x", version="x", answers="{}", staff_id=1, entered_by=1,
            source="chat", created_at=NOW,
        )  # fmt: skip
        for _ in self._some():
            on = self._day()
            contest_id = self.year.add(
                "contests", title="<r>«Мы & газета»</r>", closes_on=on, opens_on=on, form="x",
                level=self._any("district", "district", "region"),
                audience=self._any("staff", "staff", "readers"),
                is_continuing=self._any(0, 1), created_at=NOW, updated_at=NOW,
                published_at=self._any(None, NOW),
            )  # fmt: skip
            award_id = self.year.add(
                "contest_awards", contest_id=contest_id, position=1, kind="special",
                name_ru="Диплом",
            )  # fmt: skip
            for _ in range(self._random.randint(0, 3)):
                entry_id = self.year.add(
                    "entries", contest_id=contest_id, library_id=self._any(*LIBRARIES),
                    title="+7 (29) 123", staff_id=self._any(*STAFF), entered_by=1, source="chat",
                    submission_id=1, state=self._any("submitted", "admitted", "withdrawn"),
                    submitted_at=NOW, updated_at=NOW,
                )  # fmt: skip
                if self._random.random() < 0.7:
                    self.year.add(
                        "results", entry_id=entry_id, points=5, jurors=1, decided_by="points",
                        award_id=self._any(None, award_id),
                    )  # fmt: skip

    def _school(self) -> None:
        for _ in self._some():
            number = len(self.year.of("classes"))
            class_id = self.year.add(
                "classes", title=f"Азы {number}", year=YEAR, position=number, created_at=NOW,
                created_by=1,
            )  # fmt: skip
            for _ in range(self._random.randint(0, 3)):
                gone = self._random.random() < 0.2
                session_id = self.year.add(
                    "sessions", class_id=class_id, held_on=self._day(), begins_at="10:00",
                    ends_at="12:00", hours=self._any(0.5, 1, 1.5, 2), form="lecture",
                    topic="@тема", teacher_id=self._any(None, *STAFF), code="1234",
                    token=f"t{len(self.year.of('sessions'))}", created_at=NOW, created_by=1,
                    rolled_at=self._any(None, NOW), cancelled_at=NOW if gone else None,
                    cancelled_why="гололёд" if gone else None,
                )  # fmt: skip
                for staff_id in self._random.sample(list(STAFF), self._random.randint(0, 3)):
                    self.year.add(
                        "attendance", session_id=session_id, staff_id=staff_id,
                        is_present=self._any(0, 1, 1), way="roll", marked_at=NOW, marked_by=1,
                    )  # fmt: skip
            for staff_id in self._random.sample(list(STAFF), self._random.randint(0, 1)):
                self.year.add(
                    "certificates", number=f"n{len(self.year.of('certificates'))}",
                    class_id=class_id, staff_id=staff_id, hours=12.5, issued_on=self._day(),
                    issued_at=NOW, issued_by=1, revoked_at=self._any(None, None, NOW),
                )  # fmt: skip

    def _publications(self) -> None:
        for _ in self._some():
            on = self._any(None, self._day())
            key = self.year.add(
                "publications", series=self._any("scenarios", "methodical"), kind="memo",
                title="Дайджест", issued_on=on, created_at=NOW, created_by=1,
                issued_year=self._any(YEAR - 1, YEAR, YEAR) if on is None else int(on[:4]),
                in_report=self._any(0, 1), **self._removed(),
            )  # fmt: skip
            for _ in range(self._random.randint(0, 2)):
                self.year.add(
                    "publication_uses", publication_id=key, library_id=self._any(*LIBRARIES),
                    used_on=self._day(), people=self._any(None, 0, 12), staff_id=1,
                    created_at=NOW, **self._removed(),
                )  # fmt: skip

    def _monitoring(self) -> None:
        for _ in self._some():
            on = self._day()
            key = self.year.add(
                "campaigns", period=on[:7], first_on=on, last_on=on, opens_on=on, closes_on=on,
                form="monitoring", version="x", made_at=NOW,
                name=self._any(None, "Срез"),
            )  # fmt: skip
            for library_id in self._random.sample(LIBRARIES, self._random.randint(1, 3)):
                self.year.add(
                    "campaign_units", campaign_id=key, library_id=library_id,
                    state=self._any("waiting", "sent", "returned", "accepted"),
                )  # fmt: skip
        for period in sorted({self._month() for _ in self._some()}):
            for library_id in LIBRARIES:
                for question in self._random.sample(QUESTIONS, self._random.randint(0, 11)):
                    whole = self._random.randint(0, 900)
                    number = whole + self._any(0, 0.25, 0.5) if question == "paid_fact" else whole
                    self.year.add(
                        "figures", library_id=library_id, period=period, question=question,
                        number=number,
                    )  # fmt: skip

    def _consultations(self) -> None:
        for _ in self._some():
            channel = self._any("bot", "site", "phone")
            asked = None
            if channel == "bot":
                asked = self.year.add("questions", staff_id=1, asked_at=NOW)
            self.year.add(
                "consultations", question_id=asked, held_on=self._day(), channel=channel,
                library_id=self._any(None, *LIBRARIES), subject="-2+3", people=1,
                staff_id=self._any(*STAFF), created_at=NOW, created_by=1, **self._removed(),
            )  # fmt: skip

    def _site(self) -> None:
        for _ in self._some():
            self.year.add(
                "site_log", kind=self._any("news", "publication", "other"), title="Новость",
                put_on=self._day(), url="https://example.org/1", staff_id=1, created_at=NOW,
                library_id=self._any(None, *LIBRARIES), **self._removed(removed_why="снята"),
            )  # fmt: skip

    def _corrections(self) -> None:
        for _ in self._some():
            first, last = sorted((self._day(), self._day()))
            self.year.add(
                "measure_corrections", measure=self._any(*MEASURED), first_on=first, last_on=last,
                library_id=self._any(None, *LIBRARIES), number=self._any(-3, 1, 2, 96),
                ground='=HYPERLINK("http://x")', made_at=NOW, made_by=1,
                **self._removed(removed_why="ошибка"),
            )  # fmt: skip


def drawn(seed: int, most: int, least: int = 0) -> Year:
    """Draw a year with `least` to `most` records of each kind."""
    return Drawing(Random(seed), least, most).drawn()


def put(year: Year, path: Path) -> None:
    """Put the rows into a migrated database."""
    with closing(database.connect(path)) as connection:
        connection.execute("BEGIN")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, rows in year.tables.items():
            for sql, values in _inserts(table, rows):
                connection.execute(sql, values)
        connection.execute("COMMIT")


def _inserts(table: str, rows: list[Row]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for row in rows:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        yield f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())

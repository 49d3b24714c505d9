"""«Мои данные»: everything that is stored about a person, as a plain text in their language.

Made in a child process; a text opens on any telephone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import LANGUAGE_NAMES, Translator, translator
from bot.clock import local, parse_stamp
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import mydata_school
from bot.reports.mydata_words import (
    ACTIONS,
    ANSWERS,
    FILE_KINDS,
    FORMS,
    PLAN_STATES,
    SUBJECTS,
)
from bot.rules.consulting import CHANNELS
from bot.screens.entries import STATES as ENTRY_STATES
from bot.screens.news import STATES as NEWS_STATES
from bot.screens.people import DUTIES, ROLES
from bot.screens.plan_year import month_name
from bot.screens.sessions import said_reason
from bot.screens.visits import SOURCES, STATES
from storage import exports, libraries, mydata, rounds, staff, visits
from storage.database import Reader
from storage.mydata import (
    EnteredAnswers,
    EnteredDraft,
    EnteredEntry,
    EnteredRound,
    EnteredVisit,
    Scored,
)
from storage.records.libraries import Library, Settlement
from storage.records.people import Staff
from storage.records.visits import VisitRow

KIND: Final = "mydata"  # of the job
LISTED: Final = 1_000  # lines of one section; how many there are in all is always said

Row = Mapping[str, Any]
Section = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything that is stored about one person."""

    person: Staff
    records: Mapping[str, Sequence[Row]]  # by kind, as exports name them
    travelled: Sequence[VisitRow]
    entered: Sequence[EnteredVisit]
    entered_rounds: Sequence[EnteredRound]
    entered_entries: Sequence[EnteredEntry]
    entered_answers: Sequence[EnteredAnswers]
    entered_drafts: Sequence[EnteredDraft]
    scored: Sequence[Scored]
    of_libraries: Sequence[VisitRow]
    libraries: Mapping[int, Library]
    people: Mapping[int, Staff]
    settlements: Mapping[int, Settlement]


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the text to `path`; `arguments`: staff_id, language, zone and today."""
    stored = await read(db, arguments["staff_id"])
    t = translator(arguments["language"])
    zone, today = ZoneInfo(arguments["zone"]), date.fromisoformat(arguments["today"])
    _write(path, Pages(t, zone, stored).text(today))
    return {"name": t.plain(msgid("my-data-{date}.txt"), date=today.isoformat())}


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8-sig")  # the mark helps an old Notepad and some telephones


async def read(db: Reader, staff_id: int) -> Stored:
    """Read what is stored about a person; raises UserError where there is nobody."""
    person = await staff.by_id(db, staff_id)
    if person is None:
        raise UserError(msgid("Nobody is stored with this number."))
    of_libraries = [
        await visits.listed(db, library_id=one, limit=LISTED) for one in person.library_ids
    ]
    return Stored(
        person=person,
        records=await exports.about(db, staff_id),
        travelled=await visits.listed(db, staff_id=staff_id, limit=LISTED),
        entered=await mydata.entered_visits(db, staff_id),
        entered_rounds=await mydata.entered_rounds(db, staff_id),
        entered_entries=await mydata.entered_entries(db, staff_id),
        entered_answers=await mydata.entered_answers(db, staff_id),
        entered_drafts=await mydata.entered_drafts(db, staff_id),
        scored=await mydata.scored(db, staff_id),
        of_libraries=[visit for some in of_libraries for visit in some],
        libraries={one.library_id: one for one in await libraries.known(db)},
        people={one.staff_id: one for one in await staff.known(db)},
        settlements={one.settlement_id: one for one in await rounds.settlements(db)},
    )


class Pages:
    """The text of one person's data, section by section."""

    def __init__(self, t: Translator, zone: ZoneInfo, stored: Stored) -> None:
        self._t = t
        self._zone = zone
        self._stored = stored

    def text(self, today: date) -> str:
        """Return the whole text: a title, then every section with its count and lines."""
        title = self._t.plain(
            msgid("What the bot stores about: {person}, on {date}"),
            person=self._stored.person.full_name(self._t.language),
            date=self._t.full_day(today),
        )
        end = self._t.plain(
            msgid("Telegram itself keeps the messages of this chat by its own rules.")
        )
        parts = [title, *(self._section(*one) for one in self.sections()), end]
        return "\n\n".join(parts) + "\n"

    def _section(self, title: str, said: list[str]) -> str:
        head = self._t.plain(msgid("{title} ({count})"), title=title, count=len(said))
        shown = said[:LISTED] or [self._t.plain(msgid("nothing"))]
        more = [self._t.plain(msgid("More lines: {n}."), n=len(said) - LISTED)]
        return "\n".join([head.upper(), *shown, *(more if len(said) > LISTED else ())])

    def sections(self) -> list[Section]:
        """Return every section, those without anything too."""
        say = self._t.plain
        return [
            (say(msgid("Person")), self._person()),
            (say(msgid("Your libraries")), self._libraries()),
            (say(msgid("Telegram account")), self._account()),
            (say(msgid("Consents")), self._consents()),
            (say(msgid("Absences")), self._leaves()),
            (say(msgid("Invitations")), self._invites()),
            (say(msgid("Drafts")), self._drafts()),
            (say(msgid("Forms sent")), self._submissions()),
            (say(msgid("Visits that you made")), self._visits(self._stored.travelled)),
            (say(msgid("Plan of visits, lines of yours")), self._planned()),
            (say(msgid("Planned trips")), self._planned_trips()),
            (say(msgid("Rounds that you made")), self._rounds()),
            (say(msgid("Contest entries")), self._entries()),
            (say(msgid("Your points in juries")), self._scored()),
            (say(msgid("Entered for colleagues")), self._entered()),
            (say(msgid("Entered on your behalf")), self._represented()),
            (say(msgid("Remarks to questionnaires")), self._remarks()),
            (say(msgid("Visits to your libraries")), self._visits(self._stored.of_libraries)),
            (say(msgid("Recommendations to you")), self._recommendations()),
            (say(msgid("Questions to the department")), self._questions()),
            (say(msgid("Consultations of yours")), self._consultations()),
            (say(msgid("Publications, written or added by you")), self._publications()),
            (say(msgid("Publications that you have used")), self._uses()),
            (say(msgid("Requests for materials")), self._wishes()),
            (say(msgid("News for the site by you")), self._news()),
            (say(msgid("Put on the site by you")), self._site()),
            (say(msgid("Announcements, by you and to you")), self._announcements()),
            (
                say(msgid("Sessions attended and certificates")),
                mydata_school.attended(self._t, self._stored.records),
            ),
            (say(msgid("Files that you sent")), self._files()),
            (say(msgid("Classes and sessions")), self._school()),
            (say(msgid("Reminders")), self._reminders()),
            (say(msgid("Changes by you and of your record")), self._history()),
        ]

    # ---------------------------------------------------------------- who

    def _person(self) -> list[str]:
        person, say = self._stored.person, self._t.plain
        known = {
            msgid("Name (Russian): {value}"): person.full_name("ru"),
            msgid("Name (Belarusian): {value}"): person.full_name("be"),
            msgid("Role: {value}"): say(ROLES[person.role]),
            msgid("Duties: {value}"): ", ".join(say(DUTIES[one]) for one in sorted(person.duties)),
            msgid("Post: {value}"): person.post,
            msgid("Work telephone: {value}"): person.phone,
            msgid("Language: {value}"): LANGUAGE_NAMES[person.language],
            msgid("Number in the institution: {value}"): person.code,
            msgid("Last working day: {value}"): person.left_on and self._day(person.left_on),
        }
        return [say(text, value=value) for text, value in known.items() if value]

    def _libraries(self) -> list[str]:
        return [self._library(one) for one in self._stored.person.library_ids]

    def _account(self) -> list[str]:
        say = self._t.plain
        return [
            say(
                msgid("number {number}, linked: {linked}, last message: {seen}"),
                number=str(row["user_id"]),
                linked=self._moment(row["linked_at"]),
                seen=self._moment(row["seen_at"]),
            )
            for row in self._rows("staff")
            if row["user_id"] is not None
        ]

    def _consents(self) -> list[str]:
        yes, no = msgid("{at}: agreed, version {n}"), msgid("{at}: declined, version {n}")
        return [
            self._t.plain(
                yes if row["accepted"] else no,
                at=self._moment(row["decided_at"]),
                n=str(row["version"]),
            )
            for row in self._rows("consents")
        ]

    def _leaves(self) -> list[str]:
        return [
            f"{self._day(row['from_on'])} - {self._day(row['to_on'])}"
            + (f"; {self._name(row['substitute_id'])}" if row["substitute_id"] else "")
            for row in self._rows("leaves")
        ]

    def _invites(self) -> list[str]:
        text = msgid("made: {made}, valid to: {until}, used: {used}")
        return [
            self._t.plain(
                text,
                made=self._moment(row["made_at"]),
                until=self._moment(row["expires_at"]),
                used=self._moment(row["used_at"]),
            )
            for row in self._rows("invites")
        ]

    # ---------------------------------------------------------------- records

    def _drafts(self) -> list[str]:
        own = [
            f"{self._moment(row['updated_at'])}: {self._form(row['form'])}"
            for row in self._rows("drafts")
            if row["state"] == "open"
        ]
        return own + [
            f"{self._moment(one.updated_at)}: {self._form(one.form)}; {self._name(one.staff_id)}"
            for one in self._stored.entered_drafts
        ]

    def _submissions(self) -> list[str]:
        return [
            f"{self._moment(row['created_at'])}: {self._form(row['form'])}, "
            f"{self._t.plain(SOURCES[row['source']])}"
            for row in self._rows("submissions")
        ]

    def _visits(self, rows: Iterable[VisitRow]) -> list[str]:
        return [
            f"{self._day(one.visited_on)}: {self._library(one.library_id)}. {one.done}".rstrip(
                ". "
            )
            for one in rows
        ]

    def _planned(self) -> list[str]:
        return [
            f"{month_name(self._t, date.fromisoformat(row['month'] + '-01'))}: "
            f"{self._library(row['library_id'])}, "
            f"{self._t.plain(PLAN_STATES[row['state']])}"
            + (f" «{row['reason_text']}»" if row["reason_text"] else "")
            for row in self._rows("plan_lines")
        ]

    def _planned_trips(self) -> list[str]:
        return [
            f"{self._day(row['goes_on'])}: {', '.join(map(self._by_code, row['libraries']))}. "
            f"{row['note']}".rstrip(". ")
            for row in self._rows("plan_trips")
        ]

    def _by_code(self, code: str) -> str:
        libraries = self._stored.libraries.values()
        return next(one.short(self._t.language) for one in libraries if one.code == code)

    def _rounds(self) -> list[str]:
        text = msgid("{date}: {library}, {settlement}; households {n}")
        return [
            self._t.plain(
                text,
                date=self._day(row["made_on"]),
                library=self._library(row["library_id"]),
                settlement=self._place(row),
                n=row["households"],
            )
            for row in self._rows("rounds")
        ]

    def _entries(self) -> list[str]:
        return [
            f"{self._moment(row['submitted_at'])}: № {row['entry_id']} «{row['title']}», "
            f"«{row['contest']}», {self._t.plain(ENTRY_STATES[row['state']])}{self._award(row)}"
            for row in self._rows("entries")
        ]

    def _scored(self) -> list[str]:
        conflict = self._t.plain(msgid("personal interest, not scored"))
        return [
            f"{self._moment(one.updated_at)}: № {one.entry_id}, «{one.contest}»: "
            + (conflict if one.has_conflict else " ".join(map(str, one.points)))
            + (f" «{one.remark}»" if one.remark else "")
            for one in self._stored.scored
        ]

    def _award(self, row: Row) -> str:
        """Say the published award of an entry in its own words, as the diploma does."""
        name = (self._t.language == "be" and row["award_be"]) or row["award"]
        words = f" «{row['award_words']}»" if row["award_words"] else ""
        return f", {name}{words}" if name else ""

    def _entered(self) -> list[str]:
        return (
            [
                f"{self._day(one.visited_on)}: {self._library(one.library_id)}; "
                f"{self._name(one.staff_id)}, {self._t.plain(SOURCES[one.source])}"
                for one in self._stored.entered
            ]
            + [
                f"{self._day(one.made_on)}: {self._t.plain(SUBJECTS['rounds'])}, "
                f"{self._library(one.library_id)}; "
                f"{self._name(one.staff_id)}, {self._t.plain(SOURCES[one.source])}"
                for one in self._stored.entered_rounds
            ]
            + [
                f"{self._moment(one.submitted_at)}: {self._t.plain(SUBJECTS['entries'])} "
                f"{one.entry_id} «{one.title}»; "
                f"{self._name(one.staff_id)}, {self._t.plain(SOURCES[one.source])}"
                for one in self._stored.entered_entries
            ]
            + [
                f"{self._moment(one.sent_at)}: {self._t.plain(SUBJECTS['campaign_units'])}, "
                f"{self._library(one.library_id)}; "
                f"{self._name(one.staff_id)}, {self._t.plain(SOURCES[one.source])}"
                for one in self._stored.entered_answers
            ]
        )

    def _represented(self) -> list[str]:
        return [
            f"{self._moment(row['asked_at'])}: {self._record(row)}; "
            f"{self._name(row['entered_by'])}, {self._t.plain(ANSWERS[row['state']])}"
            + (f" «{row['line']}»" if row["line"] else "")
            for row in self._rows("on_behalf")
        ]

    def _remarks(self) -> list[str]:
        return [
            f"{self._moment(row['made_at'])}: {row['library']}, {row['question']}: "
            f"«{row['remark']}»" + (f" → «{row['explanation']}»" if row["explanation"] else "")
            for kind in ("remarks", "entry_remarks")
            for row in self._rows(kind)
        ]

    def _recommendations(self) -> list[str]:
        return [
            row["recommendation"]
            + (f" ({self._day(row['deadline_on'])})" if row["deadline_on"] else "")
            for row in self._rows("recommendations")
        ]

    def _questions(self) -> list[str]:
        """Tell the threads that they began or wrote in; an arrow marks the words of others."""
        own = self._stored.person.staff_id
        return [
            f"{self._moment(row['sent_at'])}, № {row['question_id']}: "
            + ("" if row["staff_id"] == own else "→ ")
            + " ".join([row["said"], *(["📎"] * len(row["media"]))]).strip()
            for row in self._rows("question_messages")
        ]

    def _publications(self) -> list[str]:
        return [f"«{row['title']}», {row['issued_year']}" for row in self._rows("publications")]

    def _uses(self) -> list[str]:
        return [
            f"{self._day(row['used_on'])}, {self._library(row['library_id'])}: «{row['title']}»"
            for row in self._rows("publication_uses")
        ]

    def _consultations(self) -> list[str]:
        parts = ("channel", "library_name", "topic_name", "subject")
        return [
            f"{self._day(row['held_on'])}: "
            + ", ".join(
                self._t.plain(CHANNELS[row[one]]) if one == "channel" else str(row[one])
                for one in parts
                if row[one]
            )
            for row in self._rows("consultations")
        ]

    def _wishes(self) -> list[str]:
        """List what the person has asked for, and what they answered or are to answer."""
        me = self._stored.person.staff_id
        asked = msgid("{at}: No. {number}, asked by you: «{wish}»")
        answered = msgid("{at}: No. {number}, answered by you: «{wish}»")
        return [
            self._t.plain(
                asked if row["staff_id"] == me else answered,
                at=self._moment(row["asked_at"]),
                number=str(row["request_id"]),
                wish=row["wish"],
            )
            + "".join(f" → {said}" for said in (row["publication"], row["answer"]) if said)
            for row in self._rows("material_requests")
        ]

    def _news(self) -> list[str]:
        return [
            f"{self._day(row['happened_on'])}, {self._library(row['library_id'])}: "
            f"«{row['title']}», {self._t.plain(NEWS_STATES[row['state']])}"
            for row in self._rows("news")
        ]

    def _site(self) -> list[str]:
        return [
            f"{self._day(row['put_on'])}: «{row['title']}»"
            + (f", {row['url']}" if row["url"] else "")
            for row in self._rows("site_log")
        ]

    def _announcements(self) -> list[str]:
        text = msgid("{at}: «{words}», read: {read}")
        written = [
            f"{self._moment(row['made_at'])}: «{row['body']}»"
            for row in self._rows("announcements")
        ]
        return written + [
            self._t.plain(
                text,
                at=self._moment(row["sent_at"]),
                words=row["body"],
                read=self._moment(row["read_at"]),
            )
            for row in self._rows("announcement_readers")
        ]

    def _files(self) -> list[str]:
        kept = [(row["created_at"], row) for row in self._rows("files")]
        waiting = [(row["sent_at"], row) for row in self._rows("unplaced")]
        return [
            f"{self._moment(at)}: {self._t.plain(FILE_KINDS[row['kind']])}"
            + (f" «{row['name']}»" if row["name"] else "")
            for at, row in [*kept, *waiting]
        ]

    def _school(self) -> list[str]:
        """Tell the classes with their days, the sessions that they teach, and what they said."""
        say, classes = self._t.plain, self._rows("class_members")
        comes, declined = (
            msgid("{date}: «{topic}», you come"),
            msgid("{date}: «{topic}», you do not"),
        )
        taught = msgid("{date}: «{topic}», you teach")
        return [
            *(f"«{row['class']}», {row['year']}: {self._while(row)}" for row in classes),
            *(
                say(taught, date=self._day(row["held_on"]), topic=row["topic"])
                for row in self._rows("sessions")
            ),
            *(
                say(
                    comes if row["is_coming"] else declined,
                    date=self._day(row["held_on"]),
                    topic=row["topic"],
                )
                + (f" ({said_reason(self._t, row['reason'])})" if row["reason"] else "")
                for row in self._rows("session_replies")
            ),
        ]

    def _while(self, row: Row) -> str:
        since, until = self._day(row["since_on"]), row["until_on"]
        return f"{since} – {self._day(until)}" if until else f"{since} –"

    def _reminders(self) -> list[str]:
        return [self._moment(row["deliver_at"]) for row in self._rows("reminders")]

    def _history(self) -> list[str]:
        return [self._change(row) for row in self._rows("history")]

    def _change(self, row: Row) -> str:
        say = self._t.plain
        action = say((STATES | ACTIONS).get(row["action"], str(row["action"])))
        reason = f" ({row['reason']})" if row["reason"] else ""
        by = row["staff_id"]
        others = by not in {None, self._stored.person.staff_id}
        who = f"; {self._name(by)}" if others else ""
        return f"{self._moment(row['at'])}: {self._record(row)}, {action}{reason}{who}"

    def _record(self, row: Row) -> str:
        subject = self._t.plain(SUBJECTS.get(row["subject"], str(row["subject"])))
        return f"{subject} {row['subject_id']}"

    # ---------------------------------------------------------------- words

    def _rows(self, kind: str) -> Sequence[Row]:
        return self._stored.records[kind]

    def _form(self, name: str) -> str:
        return self._t.plain(FORMS[name]) if name in FORMS else name

    def _library(self, library_id: int) -> str:
        return self._stored.libraries[library_id].short(self._t.language)

    def _place(self, row: Row) -> str:
        place = self._stored.settlements.get(row["settlement_id"])
        return place.name(self._t.language) if place else self._library(row["library_id"])

    def _name(self, staff_id: int) -> str:
        return self._stored.people[staff_id].full_name(self._t.language)

    def _day(self, on: date | str) -> str:
        return self._t.full_day(on if isinstance(on, date) else date.fromisoformat(on))

    def _moment(self, at: str | None) -> str:
        return self._t.moment(local(parse_stamp(at), self._zone)) if at else "—"

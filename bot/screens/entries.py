"""Entries as people read them: the receipt, the card, a twin, what is missing; pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules.contests import Lack
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from bot.screens.visits import NUMBERS, SOURCES
from storage.records.contests import Contest, Entry, EntryFields

VALUE: Final = 300  # characters of one answer on a card
PAGE: Final = 8  # entries on one screen

STATES: Final[Mapping[str, str]] = {
    "draft": msgid("draft"),
    "submitted": msgid("submitted"),
    "returned": msgid("to be clarified"),
    "admitted": msgid("admitted"),
    "withdrawn": msgid("recalled"),
}
ROLES: Final[Mapping[str, str]] = {
    "photos": msgid("photos"),
    "before": msgid("photos «before»"),
    "after": msgid("photos «after»"),
    "scans": msgid("scan of the page"),
    "scenario": msgid("scenario"),
}
CONSENTS: Final[Mapping[tuple[str, str], str]] = {
    ("people", "none"): msgid("People in the photos: nobody can be recognised."),
    ("people", "agreed"): msgid("People in the photos: they agreed."),
    ("parents", "none"): msgid("Children in the photos: none."),
    ("parents", "agreed"): msgid("Children in the photos: the parents’ consent is kept."),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How libraries, people and contests are called in the reader's language."""

    library: Callable[[int], str]
    person: Callable[[int], str]
    contest: Callable[[int], str]
    nomination: Callable[[int], str]
    medium: Callable[[str], str]

    def people(self, staff_ids: Iterable[int]) -> str:
        """Return names joined by a comma."""
        return ", ".join(self.person(one) for one in staff_ids)


@dataclass(frozen=True, slots=True)
class May:
    """What the reader of a card may do with an entry."""

    change: bool = False
    withdraw: bool = False
    give_back: bool = False
    read_all: bool = False
    remarks: int = 0  # to single answers, that wait for the authors
    diploma: bool = False


# -------------------------------------------------------------------- after submitting


def receipt(t: Translator, entry: Entry, contest: Contest, at: datetime) -> Screen:
    """Say that an entry is submitted, and until when it can be changed (T35)."""
    text = lines(
        t(msgid("Entry No. {n} is submitted {at}."), n=str(entry.entry_id), at=at),
        t(_until(entry), deadline=contest.closes_on),
    )
    return Screen(text, grid([_open(t, entry), _to_contest(t, entry)]))


def _until(entry: Entry) -> str:
    if entry.late_reason is not None:
        return msgid("It is taken after the deadline ({deadline}), with the methodist's reason.")
    return msgid(
        "Until {deadline}, to the end of the day, it can be changed or withdrawn: "
        "«Contests», «My entries»."
    )


def changed(t: Translator, entry: Entry) -> Screen:
    """Say that a submitted entry is changed."""
    text = t(msgid("Entry No. {n} is changed and submitted anew."), n=str(entry.entry_id))
    return Screen(text, grid([_open(t, entry), _to_contest(t, entry)]))


def _open(t: Translator, entry: Entry) -> Button:
    return Button(t.plain(msgid("Open the entry")), f"entry.card:{entry.entry_id}")


def _to_contest(t: Translator, entry: Entry) -> Button:
    return Button(t.plain(msgid("To the contest")), f"contest.card:{entry.contest_id}")


# -------------------------------------------------------------------- the card


@dataclass(frozen=True, slots=True)
class About:
    """What a card says beside the record: other answers of the form, a line above, the award."""

    details: Sequence[tuple[str, str]]
    note: str | None = None
    reached: Sequence[Html] = ()
    bibliographic: str = ""  # the line of a publication, to be copied


def card(t: Translator, entry: Entry, names: Names, may: May, about: About) -> Screen:
    """Show an entry with all that it says and what the reader may do."""
    text = lines(
        about.note,
        title(t, entry),
        t(msgid("Contest: «{contest}»."), contest=names.contest(entry.contest_id)),
        t(msgid("Nomination: {nomination}."), nomination=names.nomination(entry.nomination_id))
        if entry.nomination_id
        else None,
        t(msgid("Library: {library}."), library=names.library(entry.library_id)),
        _reader(t, entry),
        state(t, entry),
        *about.reached,
        *_remark(t, entry),
        *(
            t("{label}: {value}", label=label, value=cut(said, VALUE))
            for label, said in about.details
        ),
        *_materials(t, entry),
        *_bibliographic(t, about.bibliographic),
        *(t(CONSENTS[one]) for one in entry.consents if one in CONSENTS),
        *_authors(t, entry, names),
    )
    return Screen(text, _card_buttons(t, entry, may))


def title(t: Translator, entry: Entry) -> Html:
    """Return the heading of an entry: its number and title."""
    return bold(
        t.plain(msgid("Entry No. {n}: «{title}»"), n=str(entry.entry_id), title=entry.title)
    )


def reader(t: Translator, entry: EntryFields) -> str | None:
    """Say who made a reader's entry, never by a name: «читатель, 11 лет, девиз „Ромашка“»."""
    said = []
    if entry.reader_age is not None:
        aged = plural("a reader, {n} year old", "a reader, {n} years old")
        said.append(t.plain(aged, n=entry.reader_age))
    if entry.motto:
        said.append(t.plain(msgid("motto «{motto}»"), motto=entry.motto))
    return ", ".join(said) or None


def _reader(t: Translator, entry: EntryFields) -> Html | None:
    who = reader(t, entry)
    return t(msgid("Author: {who}."), who=who) if who else None


def state(t: Translator, entry: Entry) -> Html:
    """Say where an entry stands."""
    return t(msgid("State: {state}."), state=t.plain(STATES[entry.state]))


def _remark(t: Translator, entry: Entry) -> list[Html]:
    said = []
    if entry.state == "returned":
        said.append(t(msgid("The methodist's remark: «{remark}»"), remark=entry.remark or ""))
    if entry.late_reason:
        said.append(t(msgid("After the deadline, reason: {reason}"), reason=entry.late_reason))
    if entry.withdrawn_reason:
        said.append(t(msgid("Withdrawn, reason: {reason}"), reason=entry.withdrawn_reason))
    return said


def _bibliographic(t: Translator, line: str) -> list[Html]:
    """Show the line of a publication so that one touch copies it."""
    if not line:
        return []
    return [t(msgid("For a list of publications:")), Html(f"<code>{escape(line)}</code>")]


def _materials(t: Translator, entry: Entry) -> list[Html]:
    counts: dict[str, int] = {}
    for one in entry.files:
        counts[one.role] = counts.get(one.role, 0) + 1
    told = [
        t.plain("{what}: {count}", what=t.plain(ROLES[role]), count=count)
        for role, count in counts.items()
    ]
    said = [t(msgid("Materials: {list}."), list=", ".join(told))] if told else []
    return [*said, *(t(msgid("Link: {url}"), url=url) for url in entry.links)]


def _authors(t: Translator, entry: Entry, names: Names) -> list[Html]:
    people = names.people((entry.staff_id, *entry.coauthors))
    said = [t(msgid("Submitted by: {people}"), people=people)]
    if entry.entered_by != entry.staff_id:
        said.append(
            t(
                msgid("Entered by: {person}, {source}"),
                person=names.person(entry.entered_by),
                source=t.plain(SOURCES[entry.source]),
            )
        )
    return said


def _card_buttons(t: Translator, entry: Entry, may: May) -> Rows:
    key = entry.entry_id
    buttons = []
    if entry.files:
        buttons.append(Button(t.plain(msgid("Materials")), f"entry.files:{key}"))
    if may.remarks:
        label = t.plain(msgid("Remarks: {count}"), count=may.remarks)
        buttons.append(Button(label, f"fix.open:{key}", style="primary"))
    if may.change:
        buttons.append(Button(t.plain(msgid("Correct")), f"entry.edit:{key}"))
    if may.withdraw:
        buttons.append(Button(t.plain(msgid("Withdraw")), f"entry.drop:{key}"))
    if may.give_back:
        buttons.append(Button(t.plain(msgid("Return")), f"back.list:{key}"))
    if may.diploma:
        buttons.append(Button(t.plain(msgid("Diploma")), f"papers.diploma:{key}"))
    buttons.append(Button(t.plain(msgid("To the contest")), f"contest.card:{entry.contest_id}"))
    if not may.read_all:
        buttons.append(Button(t.plain(msgid("My entries")), "entry.mine"))
    return grid(buttons)


def confirm_withdraw(t: Translator, entry: Entry) -> Screen:
    """Ask before an entry is withdrawn."""
    text = lines(
        title(t, entry),
        t(msgid("Withdraw it? It will not take part; a new one can be submitted in time.")),
    )
    return Screen(
        text,
        grid(
            [
                Button(t.plain(msgid("Yes, withdraw")), f"entry.dropped:{entry.entry_id}"),
                Button(t.plain(msgid("Do not withdraw")), f"entry.show:{entry.entry_id}"),
            ]
        ),
    )


def ask_line(t: Translator, entry: Entry, question: str) -> Screen:
    """Ask for a line about an entry: a remark, a reason."""
    back = Button(t.plain(msgid("Back")), f"entry.show:{entry.entry_id}")
    return Screen(lines(title(t, entry), t(question)), column([back]))


def given_back(t: Translator, entry: Entry, person: str) -> Screen:
    """Tell the author that an entry waits for a correction (T29)."""
    text = lines(
        t(
            msgid("Please clarify entry No. {n}: «{title}»."),
            n=str(entry.entry_id),
            title=entry.title,
        ),
        t(msgid("The methodist's remark: «{remark}»"), remark=entry.remark or ""),
        t(msgid("The rest stays. Who asks: {person}"), person=person),
    )
    buttons = [
        Button(t.plain(msgid("Correct")), f"entry.edit:{entry.entry_id}"),
        Button(t.plain(msgid("Open the entry")), f"entry.card:{entry.entry_id}"),
    ]
    return Screen(text, grid(buttons))


def told(t: Translator, entry: Entry, said: str, person: str) -> Screen:
    """Tell a colleague in a sentence what happened to an entry."""
    text = lines(title(t, entry), t(said), t(msgid("Who: {person}"), person=person))
    return Screen(text, column([_open(t, entry)]))


def facts(t: Translator, entry: Entry, names: Names) -> Html:
    """Say what was entered for a colleague, who confirms it."""
    return lines(
        t(
            msgid("Entered on your behalf: contest entry, library: {library}."),
            library=names.library(entry.library_id),
        ),
        t(msgid("Contest: «{contest}»."), contest=names.contest(entry.contest_id)),
        t(msgid("Title: «{title}»"), title=entry.title),
    )


# -------------------------------------------------------------------- my entries


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft of an entry: what it is for and what it still lacks; all is there: empty."""

    draft_id: int
    contest: str
    title: str
    lacks: tuple[str, ...]


def mine(
    t: Translator,
    drafts: Sequence[Waiting],
    known: Sequence[tuple[Entry, str]],
    names: Names,
    page: int = 0,
) -> Screen:
    """Show a person's drafts and entries, with what is still missing and the awards by name."""
    if not drafts and not known:
        back = Button(t.plain(msgid("Contests")), "contest.list")
        return Screen(t(msgid("You have no entries yet.")), column([back]))
    shown = known[page * PAGE : (page + 1) * PAGE]
    text = lines(
        bold(t.plain(msgid("My entries"))),
        *(_draft_line(t, one) for one in drafts),
        *(_line(t, one, names, award) for one, award in shown),
        t(msgid("Press one to open it.")),
    )
    buttons = [
        *(
            Button(
                cut(f"{t.plain(msgid('Go on'))}: {one.title or one.contest}", WIDE),
                f"f.open:{one.draft_id}",
            )
            for one in drafts
        ),
        *(
            Button(cut(f"№ {one.entry_id} {one.title}", WIDE), f"entry.show:{one.entry_id}")
            for one, _ in shown
        ),
    ]
    turns = []
    if page:
        turns.append(Button(t.plain(msgid("← Newer")), f"entry.mine:{page - 1}"))
    if (page + 1) * PAGE < len(known):
        turns.append(Button(t.plain(msgid("Older →")), f"entry.mine:{page + 1}"))
    turns.append(Button(t.plain(msgid("Contests")), "contest.list"))
    return Screen(text, (*column(buttons), *grid(turns)))


def _draft_line(t: Translator, one: Waiting) -> Html:
    named = t("«{title}»", title=one.title) if one.title else t(msgid("without a title"))
    if one.lacks:
        text = msgid("Draft, «{contest}»: {title}. Still missing: {lacks}.")
    else:
        text = msgid("Draft, «{contest}»: {title}. All is there, it only remains to submit.")
    return t(text, contest=one.contest, title=Html(named), lacks=", ".join(one.lacks))


def _line(t: Translator, entry: Entry, names: Names, award: str) -> Html:
    return t(
        msgid("No. {n} «{title}», {library}: {state}."),
        n=str(entry.entry_id),
        title=cut(entry.title, 60),
        library=", ".join(
            one for one in (reader(t, entry), names.library(entry.library_id)) if one
        ),
        state=award or t.plain(STATES[entry.state]),
    )


# -------------------------------------------------------------------- before submitting


@dataclass(frozen=True, slots=True)
class AtCard:
    """A draft whose card is about to be submitted, and what was settled on the way."""

    draft_id: int
    revision: int
    settled: str = ""

    def press(self, what: str, *arguments: str | int) -> str:
        """Return the press that goes on with the submitting."""
        return ":".join(map(str, (f"entry.{what}", self.draft_id, self.revision, *arguments)))

    def settling(self, what: str) -> str:
        """Return the press that submits without asking about `what` again."""
        return self.press("settle", self.settled + what)


def lack_line(t: Translator, lacks: Iterable[Lack]) -> Html:
    """Say what an entry still lacks."""
    return t(msgid("Still missing: {lacks}."), lacks=", ".join(lack_words(t, lacks)))


def lack_words(t: Translator, lacks: Iterable[Lack]) -> list[str]:
    """Name the files that are missing: «фото (1 из 3)»."""
    return [
        t.plain(
            msgid("{what} ({have} of {least})"),
            what=t.plain(ROLES[one.role]),
            have=one.have,
            least=one.least,
        )
        for one in lacks
    ]


def incomplete(t: Translator, lacks: Sequence[tuple[Lack, str]], at: AtCard) -> Screen:
    """Say that an entry cannot be submitted yet; each lack has the press that fills it."""
    text = lines(
        lack_line(t, (lack for lack, _ in lacks)),
        t(msgid("The draft is kept. Add what is missing, then submit.")),
    )
    buttons = [
        Button(cut(t.plain(msgid("Add: {what}"), what=t.plain(ROLES[one.role])), WIDE), press)
        for one, press in lacks
    ]
    buttons += [
        Button(t.plain(msgid("Back")), f"f.open:{at.draft_id}"),
        Button(t.plain(msgid("Postpone")), f"f.wait:{at.draft_id}"),
    ]
    return Screen(text, grid(buttons))


def numbers_found(t: Translator, numbers: Sequence[str], at: AtCard) -> Screen:
    """Warn of what looks like a resident's number (T19)."""
    buttons = (
        Button(t.plain(msgid("Take out and save")), at.press("strip", at.settled or "-")),
        Button(t.plain(msgid("Write anew")), at.press("retype")),
        Button(t.plain(msgid("It is not a telephone")), at.settling("n")),
    )
    return Screen(t(NUMBERS, number=", ".join(numbers)), column(buttons))


def name_found(t: Translator, motto: str, at: AtCard) -> Screen:
    """Ask softly about a motto that looks like a person's name."""
    text = lines(
        t(msgid("«{motto}» looks like a name. Is it a motto?"), motto=motto),
        t(msgid("A reader's name is not kept here: it is typed when the diploma is printed.")),
    )
    buttons = (
        Button(t.plain(msgid("Write another one")), at.press("motto")),
        Button(t.plain(msgid("It is a motto")), at.settling("m")),
    )
    return Screen(text, column(buttons))


def ask_late(t: Translator, contest: Contest, at: AtCard) -> Screen:
    """Ask a methodist why an entry is taken after the deadline."""
    text = lines(
        t(msgid("Entries were taken until {deadline}."), deadline=contest.closes_on),
        t(msgid("Why is it taken later? Write the reason in one line: it is kept.")),
    )
    return Screen(text, column([Button(t.plain(msgid("Back")), f"f.open:{at.draft_id}")]))


def twin(t: Translator, new: EntryFields, other: Entry, names: Names, at: AtCard) -> Screen:
    """Show two publications side by side that may be one (T33)."""
    text = lines(
        t(msgid("It seems that this publication is there already. Compare, please.")),
        _beside(t, msgid("Yours"), new, names),
        _beside(t, msgid("Entry No. {n}"), other, names),
        t(msgid("Is it the same one?")),
    )
    key = other.entry_id
    buttons = (
        Button(t.plain(msgid("Yes, do not add")), at.press("same", key), style="primary"),
        Button(t.plain(msgid("No, another one")), at.settling("o")),
        Button(t.plain(msgid("I am a co-author")), at.press("join", key)),
        Button(t.plain(msgid("Back")), f"f.open:{at.draft_id}"),
    )
    return Screen(text, column(buttons))


def _beside(t: Translator, head: str, one: EntryFields, names: Names) -> Html:
    number = str(one.entry_id) if isinstance(one, Entry) else ""
    told = t(
        msgid("«{title}», {medium}, {date}, library: {library}."),
        title=one.title,
        medium=names.medium(one.medium or ""),
        date=t.full_day(one.published_on) if one.published_on else "",
        library=names.library(one.library_id),
    )
    return Html(f"{bold(t.plain(head, n=number))}: {told}")


def left_alone(t: Translator, other: Entry) -> Screen:
    """Say that nothing was added because the publication is there."""
    text = t(msgid("All right, nothing is added: it is entry No. {n}."), n=str(other.entry_id))
    return Screen(text, column([_open(t, other)]))


def joined(t: Translator, other: Entry) -> Screen:
    """Say that the person is a co-author of the entry that is there."""
    text = t(msgid("You are a co-author of entry No. {n} now."), n=str(other.entry_id))
    return Screen(text, column([_open(t, other)]))


# -------------------------------------------------------------------- materials


def album_caption(t: Translator, entry: Entry, role: str) -> str:
    """Return what stands under the files of a role."""
    return t.plain(
        msgid("Entry No. {n}: {what}"), n=str(entry.entry_id), what=t.plain(ROLES[role])
    )


LIMIT_REACHED: Final = plural(
    "From one library at most {n} entry is taken, and it is submitted already. Correct it, or "
    "withdraw it first.",
    "From one library at most {n} entries are taken, and they are submitted already. Correct one "
    "of them, or withdraw it first.",
)

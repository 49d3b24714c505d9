"""The text of a report from its facts, in a language; pure.

Each paragraph comes from these records (domain.md, section 8):

contests: contests of the district for staff, the continuing ones and the new ones. Those for
    readers are never among them; they have a further sentence.
classes: classes of the school with a session held.
scenarios, methodical: publications of the series issued in the time, those marked for the report;
    «и др.» where there are more. What a publication came from: its source or its contest.
site: the log of the site; regularly: in most months of the time until today.
guidance: consultations through the site, and those through the bot, said as such.
visits: purposes of the visits held, the two most frequent; the number: visits, or trips where the
    institution counts those.
monitoring: campaigns with an accepted questionnaire, by the month of their opening.
rounds: rounds, «внедрены» in the time of the first one ever, else their number.
Further paragraphs have what the report of 2020 has not. Nothing is said of what is zero.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from bot.catalogs import translator
from bot.forms import builtin
from bot.rules import report_be, report_en, report_grammar, report_ru, report_titles, spans
from bot.rules.periods import Period
from bot.rules.report_facts import Facts, NamedContest
from bot.rules.report_pieces import Paragraph, Piece, joined
from bot.rules.report_wording import Times, Wording
from bot.rules.spans import Span

WORDINGS: Final = {
    "ru": report_ru.WORDING,
    "be": report_be.WORDING,
    "en": report_en.WORDING,
}
HELP: Final = frozenset({"methodical_help", "practical_help"})
COUNTED: Final = re.compile(r"\{(before\.)?counted\b")  # visits or trips
COUNTED_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "trips": ("visits",),
    "libraries_visited": ("visits", "trips"),
    "entry_libraries": ("entries",),
    "learners": ("attendances", "sessions"),
    "site_months": ("site_items",),
}
"""What cannot be said where only the measures that it belongs to were corrected from paper."""
SECOND: Final = 2  # a day of the month that begins with two consonants in Russian
PURPOSES: Final = 2  # named in the sentence on visits
Pieces = tuple[Piece, ...]


def paragraphs(facts: Facts, language: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs: those of the report of 2020 in its order, then further ones."""
    text = _Text(facts, WORDINGS[language])
    made = [
        *(Paragraph(name, text.put(say(text))) for name, say in REPORTED),
        *(Paragraph(name, text.put(say(text)), is_further=True) for name, say in FURTHER),
    ]
    told = tuple(one for one in made if one.pieces)
    return told or (Paragraph("nothing", text.say("nothing", during=text.during)),)


def plain(paragraph: Paragraph) -> str:
    """Return a paragraph as it is read."""
    return "".join(one.text for one in paragraph.pieces)


def digest(facts: Facts) -> str:
    """Return what tells one content of a report from another: SHA-256 of text and numbers."""
    said = [plain(one) for one in paragraphs(facts, "ru")]
    numbers = [f"{name} {facts.value(name)} {facts.was(name)}" for name in sorted(facts.numbers)]
    return hashlib.sha256("\n".join([facts.institution, *said, *numbers]).encode()).hexdigest()


class _Text:
    """The sentences of one report in one language."""

    def __init__(self, facts: Facts, wording: Wording) -> None:
        self.facts = facts
        self.wording = wording
        self.grammar = wording.grammar
        self.now = {name: one.value for name, one in facts.numbers.items()}
        self.before = {name: one.value for name, one in facts.before.items()}

    def has(self, measure: str) -> bool:
        """Tell whether a measure is to be said: it is not zero, and paper does not belie it."""
        numbers = self.facts.numbers
        is_short = not numbers[measure].corrected and any(
            numbers[one].corrected for one in COUNTED_IN.get(measure, ())
        )
        return numbers[measure].value > 0 and not is_short

    def say(self, name: str, **words: str | Piece) -> Pieces:
        template = COUNTED.sub(rf"{{\1{self.facts.visits_measure}", self.wording.sentences[name])
        return report_grammar.said(self.grammar, template, self.now, self.before, words)

    def put(self, sentences: Iterable[Pieces]) -> Pieces:
        """Put sentences together, with spaces between."""
        made: list[Piece] = []
        for one in sentences:
            made += [Piece(" "), *one] if made else one
        return joined(made)

    def clauses(self, parts: Iterable[Pieces], between: str = ", ") -> Iterator[Pieces]:
        """Make one sentence of clauses; none where there are none."""
        made: list[Piece] = []
        for one in parts:
            made += [Piece(between), *one] if made else one
        if made:
            first = replace(made[0], text=report_grammar.capital(made[0].text))
            yield joined([first, *made[1:], Piece(".")])

    def each(self, *measures: str) -> Iterator[Pieces]:
        """Say a clause of each measure that is not zero; its sentence has its name."""
        return (self.say(one) for one in measures if self.has(one))

    @property
    def when(self) -> str:
        return _time(self.wording, self.wording.when, self.facts.span)

    @property
    def when_before(self) -> str:
        said = _time(self.wording, self.wording.when, spans.year_before(self.facts.span))
        return said[:1].lower() + said[1:]

    @property
    def during(self) -> str:
        return _time(self.wording, self.wording.during, self.facts.span)

    def named(self, measure: str, titles: list[str]) -> str:
        """Return «: ...» with the titles of what was counted, «в том числе» where some lack."""
        if not titles:
            return ""
        which = "list" if self.facts.value(measure) <= len(titles) else "list_in_part"
        titled = report_grammar.enumerated(titles)
        return self.wording.sentences[which].format(titles=titled)

    def end(self, *, has_more: bool) -> str:
        return f" {self.grammar.others}" if has_more else "."


# -------------------------------------------------------------------- as in the report of 2020


def _contests(text: _Text) -> Iterator[Pieces]:
    if text.has("contests_continued"):
        yield text.say("contests_continued", list=_named_contests(text, "contests_continued"))
    if text.has("contests_new"):
        name = "contests_new" if text.has("contests_continued") else "contests_only_new"
        yield text.say(name, list=_named_contests(text, "contests_new"))


def _named_contests(text: _Text, measure: str) -> str:
    found: tuple[NamedContest, ...] = text.facts.contests[measure]
    is_several = text.facts.value(measure) > 1 or len(found) > 1
    titles = [report_titles.contest(text.wording, one, is_said=is_several) for one in found]
    return text.named(measure, titles)


def _classes(text: _Text) -> Iterator[Pieces]:
    if not text.has("classes"):
        return
    titles = [report_grammar.quoted(one) for one in text.facts.classes]
    if not titles:
        yield text.say("classes_unnamed")
        return
    name = "class" if len(titles) == 1 and text.facts.value("classes") == 1 else "classes"
    end = text.end(has_more=text.facts.value("classes") > len(titles))
    yield text.say(name, titles=", ".join(titles), end=end)


def _scenarios(text: _Text) -> Iterator[Pieces]:
    if text.has("scenarios"):
        yield _series(text, "scenarios", "scenarios")


def _methodical(text: _Text) -> Iterator[Pieces]:
    if text.has("methodical"):
        is_one = text.facts.value("methodical") == 1
        yield _series(text, "methodical", "methodical_one" if is_one else "methodical")


def _series(text: _Text, measure: str, sentence: str) -> Pieces:
    named = text.facts.publications[measure]
    if not named:
        return text.say(f"{measure}_unnamed")
    titles = [report_titles.publication(text.wording, one) for one in named]
    end = text.end(has_more=text.facts.has_more(measure))
    return text.say(sentence, titles=report_grammar.enumerated(titles), end=end)


def _site(text: _Text) -> Iterator[Pieces]:
    if text.has("site_items"):
        is_regular = text.facts.value("site_months") * 2 > text.facts.months
        yield text.say("site_regularly" if is_regular else "site")


def _guidance(text: _Text) -> Iterator[Pieces]:
    through = [one for one in ("site", "bot") if text.has(f"consultations_{one}")]
    if through:
        yield text.say(f"guidance_{'both' if len(through) > 1 else through[0]}")


def _visits(text: _Text) -> Iterator[Pieces]:
    number = text.facts.value(text.facts.visits_measure)
    if number <= 0:
        return
    name = "visit" if number == 1 else "visits"
    top = [one for one in text.facts.purposes if one != "other"][:PURPOSES]
    if top and all(one in text.wording.purposes for one in top):
        yield text.say(f"{name}_why", purposes=_why(text, top))
    else:
        yield text.say(name)
        yield from _own_purposes(text, top)
    yield text.say("visits_made", when=text.when)


def _why(text: _Text, purposes: list[str]) -> str:
    if set(purposes) == HELP:
        return text.wording.help_at_once
    return text.grammar.listed([text.wording.purposes[one] for one in purposes])


def _own_purposes(text: _Text, purposes: list[str]) -> Iterator[Pieces]:
    """Name the purposes where an institution has added one to the form, as it calls them."""
    labels = builtin.labels("visit", "purposes", text.grammar.language)
    named = [labels.get(one, one) for one in purposes]
    if named:
        said = ", ".join(one[:1].lower() + one[1:] for one in named)
        yield text.say("visits_other", purposes=said)


def _monitoring(text: _Text) -> Iterator[Pieces]:
    if text.has("campaigns"):
        times = int(text.facts.value("campaigns"))
        often = report_grammar.capital(text.grammar.how_often(times))
        yield text.say("monitoring", often=Piece(often, "campaigns"), months=_months(text, times))


def _months(text: _Text, times: int) -> str:
    """Return « (в апреле и октябре)»: where the months of all are known, in one year."""
    days = text.facts.campaigns
    if len(days) != times or len({day.year for day in days}) != 1:
        return ""
    months = [text.wording.months[month - 1] for month in sorted({day.month for day in days})]
    return text.wording.in_months.format(months=text.grammar.listed(months))


def _rounds(text: _Text) -> Iterator[Pieces]:
    if text.has("rounds"):
        yield text.say("rounds_begun" if text.facts.begins_rounds else "rounds")


# -------------------------------------------------------------------- further sentences


def _comparison(text: _Text) -> Iterator[Pieces]:
    measure = text.facts.visits_measure
    now, was = text.facts.value(measure), text.facts.was(measure)
    said: list[Pieces] = []
    if now > 0 and was > 0 and text.facts.is_whole:
        how = "as_many" if now == was else "more" if now > was else "fewer"
        said.append(text.say(f"visits_{how}", when_before=text.when_before))
    if not text.facts.counts_trips:  # a line of the plan is a library, no trip
        said += text.each("visits_planned", "visits_by_plan")
    yield from text.clauses(said, "; ")


def _reach(text: _Text) -> Iterator[Pieces]:
    if text.has("libraries_visited"):
        said = [*text.say("libraries_visited")]
        if text.has("trips"):
            said = [*text.say("trips"), Piece(" "), *said]
        yield from text.clauses([tuple(said)])


def _recommendations(text: _Text) -> Iterator[Pieces]:
    return text.clauses(text.each("recommendations", "recommendations_accepted"))


def _round_results(text: _Text) -> Iterator[Pieces]:
    parts = ["round_households", "round_new_readers", "round_issued", "round_homebound"]
    begun = text.has("rounds") and text.facts.begins_rounds
    made = [text.say("rounds_made")] if begun else []
    return text.clauses([*made, *text.each(*parts)])


def _contests_readers(text: _Text) -> Iterator[Pieces]:
    if text.has("contests_readers"):
        yield text.say("contests_readers", list=_named_contests(text, "contests_readers"))


def _participation(text: _Text) -> Iterator[Pieces]:
    said: list[Pieces] = []
    if text.has("entries"):
        said.append(_followed(text, "entries", "entry_libraries", "from_libraries"))
    return text.clauses([*said, *text.each("awards")])


def _school(text: _Text) -> Iterator[Pieces]:
    said: list[Pieces] = []
    if text.has("sessions"):
        said.append(_followed(text, "sessions", "session_hours", "session_hours"))
        said += text.each("learners")
    return text.clauses([*said, *text.each("certificates")])


def _followed(text: _Text, name: str, measure: str, ending: str) -> Pieces:
    """Say a clause, with an ending where another measure is not zero."""
    return joined([*text.say(name), *(text.say(ending) if text.has(measure) else ())])


def _uses(text: _Text) -> Iterator[Pieces]:
    return text.clauses(text.each("uses"))


def _site_numbers(text: _Text) -> Iterator[Pieces]:
    return text.clauses(text.each("site_items", "site_news", "site_months"))


def _consultations(text: _Text) -> Iterator[Pieces]:
    return text.clauses(text.each("consultations"))


def _units(text: _Text) -> Iterator[Pieces]:
    return text.clauses(text.each("units_accepted"))


Say = Callable[[_Text], Iterator[Pieces]]
REPORTED: Final[tuple[tuple[str, Say], ...]] = (
    ("contests", _contests),
    ("classes", _classes),
    ("scenarios", _scenarios),
    ("methodical", _methodical),
    ("site", _site),
    ("guidance", _guidance),
    ("visits", _visits),
    ("monitoring", _monitoring),
    ("rounds", _rounds),
)
FURTHER: Final[tuple[tuple[str, Say], ...]] = (
    ("visits_comparison", _comparison),
    ("visits_reach", _reach),
    ("recommendations", _recommendations),
    ("round_results", _round_results),
    ("contests_readers", _contests_readers),
    ("participation", _participation),
    ("school", _school),
    ("uses", _uses),
    ("site_numbers", _site_numbers),
    ("consultations", _consultations),
    ("units", _units),
)
NAMES: Final = tuple(name for name, _ in (*REPORTED, *FURTHER))


# -------------------------------------------------------------------- time


def _time(wording: Wording, times: Times, span: Span) -> str:
    if isinstance(span, Period):
        return times.periods[span.kind][span.number - 1].format(year=span.year)
    first, last = span
    if first == last:
        return times.one_day.format(first=_day(wording, first))
    said = (times.days_from_second if first.day == SECOND else "") or times.days
    return said.format(first=_day(wording, first, last), last=_day(wording, last))


def _day(wording: Wording, day: date, until: date | None = None) -> str:
    """Return a day in words; without its year where `until` has the same one."""
    said = translator(wording.grammar.language).day(day)
    if until is not None and until.year == day.year:
        return said
    return wording.day.format(day=said, year=day.year)

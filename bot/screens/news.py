"""News for the site as its author and the editor see it; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules.news import Obstacles, line, paragraphs, proposed_alt
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, inner, lines
from storage.records.site import News, NewsPhoto

PAGE: Final = 8
TITLE: Final = msgid("News for the site")
NEW: Final = msgid("Write news")
STATES: Final[Mapping[str, str]] = {
    "draft": msgid("draft"),
    "sent": msgid("at the editor"),
    "returned": msgid("returned with a remark"),
    "published": msgid("published"),
    "withdrawn": msgid("taken off"),
}
CONSENTS: Final[Mapping[str | None, str]] = {
    "none": msgid("nobody can be recognised"),
    "agreed": msgid("consent is there"),
    "refused": msgid("no consent"),
    None: msgid("consent is not stated"),
}
PEOPLE: Final = plural("{n} person came.", "{n} people came.")
REMARK: Final = msgid(
    "What is to be corrected? Write it in one or two sentences. The author gets it at once."
)
REASON: Final = msgid(
    "Why is it taken off the site? Write the reason in one line: it is kept, and the author "
    "reads it."
)


@dataclass(frozen=True, slots=True)
class Names:
    """How libraries and people are called in the reader's language."""

    library: Callable[[int], str]
    person: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What the reader may do with a piece of news."""

    change: bool = False
    recall: bool = False  # the author, before it is on the site
    publish: bool = False  # the editor: publish, return, take off


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A piece of news on its card."""

    one: News
    names: Names
    may: May
    wrong: Obstacles
    address: str = ""  # where it is on the site
    note: str | None = None


def card(t: Translator, sheet: Sheet) -> Screen:
    """Show a piece of news with what may be done."""
    text = lines(
        sheet.note,
        *_told(t, sheet),
        *problems(t, sheet.wrong),
        t(msgid("Address: {url}"), url=sheet.address) if sheet.address else None,
    )
    return Screen(text, grid(_buttons(t, sheet)))


def _told(t: Translator, sheet: Sheet) -> list[Html | None]:
    one = sheet.one
    return [
        bold(one.title),
        t(
            msgid("{date}, library: {library}."),
            date=t.full_day(one.happened_on),
            library=sheet.names.library(one.library_id),
        ),
        t(
            msgid("State: {state}. Author: {person}"),
            state=t.plain(STATES[one.state]),
            person=sheet.names.person(one.staff_id),
        ),
        t(msgid("The editor's remark: «{remark}»"), remark=one.remark)
        if one.state == "returned" and one.remark
        else None,
        t(msgid("Reason: {reason}"), reason=one.withdrawn_why)
        if one.state == "withdrawn" and one.withdrawn_why
        else None,
        t(PEOPLE, n=one.people) if one.people is not None else None,
        t("{text}", text=one.body),
        t(msgid("Photos: {count}."), count=len(one.photos)),
    ]


def problems(t: Translator, wrong: Obstacles) -> list[Html]:
    """Say which photos keep a piece of news off the site, and why."""
    said = (
        (wrong.consent, msgid("No consent for photos: {numbers}")),
        (wrong.alt, msgid("Not described are photos: {numbers}")),
        (wrong.scan, msgid("Pages of a newspaper do not go on the site. Photos: {numbers}")),
        (wrong.coming, msgid("Still on their way from Telegram are photos: {numbers}")),
        (wrong.lost, msgid("Could not be fetched, send them anew. Photos: {numbers}")),
    )
    return [t(text, numbers=", ".join(map(str, which))) for which, text in said if which]


def _buttons(t: Translator, sheet: Sheet) -> list[Button]:
    one, key, may = sheet.one, sheet.one.news_id, sheet.may
    buttons = []
    if may.publish and one.state != "published":
        label = t.plain(msgid("Publish…"))
        buttons.append(Button(label, f"news.preview:{key}", style="primary"))
    if may.change:
        buttons.append(Button(t.plain(msgid("Correct")), f"news.edit:{key}"))
    if one.photos:
        buttons.append(Button(t.plain(msgid("Photos")), f"news.photos:{key}"))
    if may.publish and one.state == "sent":
        buttons.append(Button(t.plain(msgid("Return…")), f"news.back:{key}"))
    if may.recall:
        buttons.append(Button(t.plain(msgid("Take back")), f"news.recall:{key}"))
    if may.publish and one.state == "published":
        buttons.append(Button(t.plain(msgid("Copy for the site")), f"news.copy:{key}"))
        buttons.append(Button(t.plain(msgid("Take off the site…")), f"news.off:{key}"))
    buttons.append(Button(t.plain(msgid("To the news")), "news.list:0:0"))
    return buttons


def ask_line(t: Translator, one: News, said: str) -> Screen:
    """Ask for a remark or a reason in words."""
    text = lines(bold(one.title), t(said))
    return Screen(text, column([Button(t.plain(msgid("Back")), f"news.card:{one.news_id}")]))


def confirm_recall(t: Translator, one: News) -> Screen:
    """Ask before the author takes a piece of news back."""
    key = one.news_id
    text = t(
        msgid("Take «{title}» back? The editor will not see it any more."), title=inner(one.title)
    )
    buttons = [
        Button(t.plain(msgid("Yes, take it back")), f"news.recalled:{key}"),
        Button(t.plain(msgid("No")), f"news.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def preview(t: Translator, sheet: Sheet, mark: str) -> Screen:
    """Show what everybody will read, and let it be published if nothing is wrong."""
    one, key = sheet.one, sheet.one.news_id
    buttons = [Button(t.plain(msgid("Back")), f"news.card:{key}")]
    if not sheet.wrong:
        label = t.plain(msgid("Publish"))
        buttons.insert(0, Button(label, f"news.publish:{key}:{mark}", style="primary"))
    elif sheet.wrong.alt or sheet.wrong.consent:
        buttons.insert(0, Button(t.plain(msgid("Photos")), f"news.photos:{key}"))
        buttons += _without_refused(t, one)
    asked = msgid("So everybody will read it on the site. Publish?")
    refused = msgid("It cannot be published yet.")
    text = lines(
        sheet.note,
        bold(one.title),
        t.full_day(one.happened_on),
        t("{text}", text=one.body),
        *(t("{n}. {alt}", n=n, alt=each.alt) for n, each in enumerate(one.photos, 1) if each.alt),
        "",
        t(refused if sheet.wrong else asked),
        *problems(t, sheet.wrong),
    )
    return Screen(text, grid(buttons))


# -------------------------------------------------------------------- photos


def _without_refused(t: Translator, one: News) -> list[Button]:
    """Offer to take out at one press what the author has said to be without consent."""
    if not any(each.is_refused for each in one.photos):
        return []
    return [Button(t.plain(msgid("Take out those without consent")), f"news.outs:{one.news_id}")]


def photos(t: Translator, sheet: Sheet) -> Screen:
    """List the photos of a piece of news, with a button each for who may change them."""
    one, key = sheet.one, sheet.one.news_id
    may = sheet.may.change
    text = lines(
        sheet.note,
        bold(one.title),
        *(_photo_line(t, n, each) for n, each in enumerate(one.photos, 1)),
        t(msgid("Press a number to describe, move or take out a photo.")) if may else None,
    )
    numbers = [Button(str(n), f"news.photo:{key}:{n}") for n in range(1, len(one.photos) + 1)]
    rows: Rows = tuple(tuple(numbers[at : at + 5]) for at in range(0, len(numbers), 5))
    under = _without_refused(t, one) if may else []
    if may and any(not each.alt for each in one.photos):
        under.append(Button(t.plain(msgid("Take the proposed ones")), f"news.alts:{key}"))
    under.append(Button(t.plain(msgid("See the photos")), f"news.see:{key}"))
    under.append(Button(t.plain(msgid("Back")), f"news.card:{key}"))
    return Screen(text, (*(rows if may else ()), *grid(under)))


def _photo_line(t: Translator, number: int, photo: NewsPhoto) -> Html:
    alt = photo.alt or t.plain(msgid("not described"))
    return t(
        msgid("{n}. {alt} ({consent})"), n=number, alt=alt, consent=t.plain(consent_of(photo))
    )


def consent_of(photo: NewsPhoto) -> str:
    """Return the msgid of how the consent for a photo stands."""
    said = {photo.people, photo.parents}
    worst = next((one for one in ("refused", None, "agreed") if one in said), "none")
    return CONSENTS[worst]


def photo(t: Translator, one: News, number: int, note: str | None = None) -> Screen:
    """Ask what is to be done with one photo."""
    each, place = one.photos[number - 1], f"{one.news_id}:{number}"
    proposed = proposed_alt(one, number)
    text = lines(
        note,
        bold(one.title),
        _photo_line(t, number, each),
        t(
            msgid(
                "To describe it, write what is seen in it in one phrase: who cannot see the "
                "photo hears that. Proposed: «{alt}»"
            ),
            alt=proposed,
        ),
    )
    buttons = [Button(t.plain(msgid("Take the proposed")), f"news.alt:{place}")]
    if not each.has_consent:
        buttons.append(Button(t.plain(msgid("Consent is there")), f"news.consent:{place}"))
    if len(one.photos) > 1:
        buttons.append(Button(t.plain(msgid("Move up")), f"news.up:{place}"))
    buttons += [
        Button(t.plain(msgid("Take the photo out")), f"news.out:{place}"),
        Button(t.plain(msgid("Back")), f"news.photos:{one.news_id}"),
    ]
    return Screen(text, grid(buttons))


# -------------------------------------------------------------------- lists


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of news in a list; a draft has no number yet and is opened as a draft."""

    title: str
    on: date | None
    state: str
    press: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the news of a year."""

    year: int
    found: Sequence[Line]
    number: int
    queue: int | None = None  # what waits for the editor; None: the reader is none
    has_earlier: bool = False
    is_this_year: bool = True
    may_log: bool = False


def listed(t: Translator, page: Page) -> Screen:
    """List the news of a year, newest first."""
    pages = max(1, -(-len(page.found) // PAGE))
    shown = page.found[page.number * PAGE : (page.number + 1) * PAGE]
    title = msgid("News for the site, {year}")
    text = lines(
        bold(t.plain(title, year=str(page.year))),
        *(_line(t, one) for one in shown),
        t(msgid("Press one to open it.")) if shown else t(msgid("There is nothing yet.")),
    )
    buttons = [Button(cut(one.title, WIDE), one.press) for one in shown]
    under = []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page.number + 1, pages=pages)
        under.append(Button(label, f"news.list:{page.year}:{(page.number + 1) % pages}"))
    if page.queue:
        label = t.plain(msgid("Wait for the editor: {count}"), count=page.queue)
        under.append(Button(label, "news.queue", style="primary"))
    if page.is_this_year:
        under.append(Button(t.plain(NEW), "news.new", style="" if page.queue else "primary"))
    else:
        under.append(Button(t.plain(msgid("This year")), "news.list:0:0"))
    if page.has_earlier:
        label = t.plain(msgid("Year {year}"), year=str(page.year - 1))
        under.append(Button(label, f"news.list:{page.year - 1}:0"))
    if page.may_log:
        under.append(Button(t.plain(msgid("Log of the site")), "site.log:0:0"))
    return Screen(text, (*column(buttons), *grid(under)))


def _line(t: Translator, one: Line) -> Html:
    said = {"title": inner(one.title), "state": t.plain(STATES[one.state])}
    if one.on is None:
        return t(msgid("«{title}»: {state}."), **said)
    return t(msgid("{date} «{title}»: {state}."), date=one.on, **said)


def queue(t: Translator, found: Sequence[News], names: Names) -> Screen:
    """List what waits for the editor, the longest first."""
    said = msgid("{date} «{title}», library: {library}.")
    text = lines(
        bold(t.plain(msgid("Wait for the editor"))),
        *(
            t(
                said,
                date=one.happened_on,
                title=inner(one.title),
                library=names.library(one.library_id),
            )
            for one in found[:PAGE]
        ),
        t(msgid("Press one to open it.")) if found else t(msgid("Nothing waits.")),
    )
    buttons = [Button(cut(one.title, WIDE), f"news.card:{one.news_id}") for one in found[:PAGE]]
    back = Button(t.plain(msgid("To the news")), "news.list:0:0")
    return Screen(text, column([*buttons, back]))


# -------------------------------------------------------------------- what is told


def handed_in(t: Translator, one: News, wrong: Obstacles) -> Screen:
    """Say that a piece of news is with the editor, and which photos cannot go with it."""
    text = lines(
        t(msgid("The news «{title}» is with the editor now."), title=inner(one.title)),
        *problems(t, Obstacles(consent=wrong.consent, lost=wrong.lost)),
    )
    return Screen(text, column([Button(t.plain(msgid("Open")), f"news.card:{one.news_id}")]))


def told(t: Translator, one: News, said: str, **values: str) -> Screen:
    """Tell the author or the editor what became of a piece of news."""
    text = t(said, title=inner(one.title), **values)
    return Screen(text, column([Button(t.plain(msgid("Open")), f"news.card:{one.news_id}")]))


PUBLISHED: Final = msgid("Your news «{title}» is published.")
PUBLISHED_AT: Final = msgid("Your news «{title}» is published: {url}")
RETURNED: Final = msgid("The editor has returned «{title}». Remark: «{remark}»")
WITHDRAWN: Final = msgid("The news «{title}» was taken off the site. Reason: {reason}")
CORRECTED: Final = msgid("The editor has corrected your news «{title}».")


def copied(t: Translator, one: News) -> list[Screen]:
    """Return what is pasted into a site: the title, then the text; a tap copies each."""
    facts = t(msgid("Tap a grey piece to copy it: first the title, then the text."))
    pieces = [line(one.title), "\n\n".join(paragraphs(one.body))]
    return [Screen(facts), *(Screen(Html(f"<pre>{escape(piece)}</pre>")) for piece in pieces)]


def only(t: Translator, said: str, **values: str | int) -> Screen:
    """Say one thing."""
    return Screen(t(said, **values))


def failed(t: Translator, said: str) -> Screen:
    """Say that the page could not be made, and let it be tried again."""
    return Screen(t(said), column([Button(t.plain(msgid("Make the page again")), "site.build")]))

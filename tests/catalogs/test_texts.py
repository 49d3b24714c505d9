"""Every text in every language, with the same placeholders and by the rules of its language."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import extraction
import pytest
from extraction import LANGUAGES, ROOT, Key

PLACEHOLDER = re.compile(r"\{\w+\}")
TAG = re.compile(r"</?\w+[^>]*>")
WIDE = 30  # characters of a label alone in its row (texts.md 5.1)
FORMS = {"ru": 3, "be": 3, "en": 2}
ALIEN = {"ru": re.compile(r"\w*[іўІЎ]\w*"), "be": re.compile(r"\w*[ищъИЩЪ]\w*")}
BESIDE_OTHERS = {"Русский", "русский", "Беларуская"}  # the languages' own names


def texts(language: str) -> Iterator[tuple[Key, str]]:
    """Give each form of each text that the code uses."""
    known = extraction.said(language)
    for key in extraction.in_code():
        for form in known.get(key, ()):
            yield key, form


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there(language: str) -> None:
    """In as many plural forms as the language has."""
    known = extraction.said(language)
    absent = {
        str(key): places[0]
        for key, places in extraction.in_code().items()
        if not all(known.get(key, ("",)))
        or len(known[key]) != (1 if isinstance(key, str) else FORMS[language])
    }
    assert absent == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_unused(language: str) -> None:
    """`make catalogs` takes them out."""
    assert sorted(map(str, extraction.said(language).keys() - extraction.in_code().keys())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same(language: str) -> None:
    """None lost, none invented; a plural may leave out its number."""
    wrong = {}
    for key, form in texts(language):
        wanted = placeholders(key if isinstance(key, str) else key[1])
        if placeholders(form) | ({"{n}"} & wanted) != wanted:
            wrong[form] = sorted(wanted)
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_is_the_same(language: str) -> None:
    """Telegram refuses a message with a tag that is not closed."""
    wrong = [
        form
        for key, form in texts(language)
        if sorted(TAG.findall(form))
        != sorted(TAG.findall(key if isinstance(key, str) else key[0]))
    ]
    assert wrong == []


def test_english_says_what_the_code_says() -> None:
    """The msgid is the English text."""
    wrong = {
        form: key
        for key, form in texts("en")
        if form not in ((key,) if isinstance(key, str) else key)
    }
    assert wrong == {}


def test_the_template_is_fresh() -> None:
    """`make catalogs` writes it."""
    from babel.messages.pofile import read_po  # noqa: PLC0415  # only here

    with (extraction.LOCALES / "bot.pot").open("rb") as file:
        there = {
            one.id if isinstance(one.id, str) else tuple(one.id) for one in read_po(file) if one.id
        }
    assert there == set(extraction.in_code())


@pytest.mark.parametrize("language", ["ru", "be"])
def test_letters_of_the_language_only(language: str) -> None:
    """No «і ў» in Russian, no «и щ ъ» in Belarusian."""
    wrong = {
        word
        for _, form in texts(language)
        for word in ALIEN[language].findall(form)
        if word not in BESIDE_OTHERS
    }
    assert wrong == set()


def test_nothing_unknown_stands_before_a_changing_letter() -> None:
    """In Belarusian у/ў and і/й depend on the word before, which a placeholder hides."""
    before = re.compile(r"\{\w+\}[»)\"]? [уўійУЎІЙ]\b")
    assert [form for _, form in texts("be") if before.search(form)] == []


@pytest.mark.parametrize(
    ("language", "past"),
    [
        ("ru", r"\b[Вв]ы (?:не |уже |ещё |всё )?\w+(?:л|ла|лся|лась)\b"),
        ("be", r"\b[Вв]ы (?:не |ужо |яшчэ |усё )?\w+(?:ў|ла|ўся|лася)\b"),
    ],
)
def test_nobody_is_addressed_in_the_singular_past(language: str, past: str) -> None:
    """«Вы сделал» tells a sex that we do not know."""
    assert [form for _, form in texts(language) if re.search(past, form)] == []


@pytest.mark.parametrize("language", ["ru", "be"])
def test_you_is_polite(language: str) -> None:
    """No «ты»."""
    familiar = re.compile(
        r"\b(?:ты|тебя|тебе|твой|твоя|твои|цябе|табе|твая|твае)\b", re.IGNORECASE
    )
    assert [form for _, form in texts(language) if familiar.search(form)] == []


@pytest.mark.parametrize("language", ["ru", "be"])
def test_quotes_and_spaces(language: str) -> None:
    """«Such» quotes, no double spaces, none at the ends, no space before a stop."""
    odd = re.compile(r'"|  |^\s|\s$| [.,;:!?](?:\s|$)|\.\.\.')
    plain = [(form, TAG.sub("", form)) for _, form in texts(language)]
    assert [form for form, text in plain if odd.search(text)] == []


# What the code uses a text for.


@cache
def modules() -> list[tuple[Path, ast.Module]]:
    found = sorted((ROOT / "bot").rglob("*.py"))
    return [(path, ast.parse(path.read_text("utf-8"))) for path in found]


def marked(node: ast.AST | None, names: dict[str, str]) -> str | None:
    """Return the msgid that an expression says: msgid("..."), NAME, t.plain(...)."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Call) and node.args:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "msgid" and isinstance(node.args[0], ast.Constant):
            return str(node.args[0].value)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "plain":
            return marked(node.args[0], names)
    return None


def named(module: ast.Module) -> dict[str, str]:
    """Return the module's names of msgids."""
    found = {}
    for node in ast.walk(module):
        target = None
        if isinstance(node, ast.AnnAssign):
            target = node.target
        elif isinstance(node, ast.Assign):
            target = node.targets[0]
        if isinstance(target, ast.Name) and (text := marked(node.value, {})):  # type: ignore[attr-defined]
            found[target.id] = text
    return found


def used_in(call: re.Pattern[str]) -> set[str]:
    """Return the msgids that are the first argument of calls named like `call`."""
    found: set[str | None] = set()
    for _, module in modules():
        names = named(module)
        for node in ast.walk(module):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            if call.fullmatch(name):
                found.add(marked(node.args[0], names))
    return {text for text in found if text is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_their_buttons(language: str) -> None:
    """Thirty characters alone in a row; `grid` puts two in a row only where both are short."""
    labels = used_in(re.compile("Button|Key"))
    assert len(labels) > 20
    known = extraction.said(language)
    wide = {
        form: len(form)
        for label in labels
        for form in known.get(label, ())
        if not placeholders(form) and len(form) > WIDE
    }
    assert wide == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_does_not_shout(language: str) -> None:
    """It says why, and what to do."""
    refusals = used_in(re.compile(r"\w*Error"))
    assert len(refusals) > 20
    known = extraction.said(language)
    assert [form for text in refusals for form in known.get(text, ()) if "!" in form] == []

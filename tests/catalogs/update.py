"""`make catalogs`: bot.pot and the three catalogs follow the code; what is missing is printed."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

sys.path.insert(0, str(Path(__file__).parent))

import extraction
from extraction import LANGUAGES, LOCALES, WIDTH, Key

MADE = datetime(2026, 11, 23, tzinfo=UTC)  # a moving date would be a change without a change


def template() -> Catalog:
    """Make the catalog of all msgids of the code, without places: those change every day."""
    made = Catalog(
        project="knigonosha",
        version="0.1",
        copyright_holder="",
        msgid_bugs_address="",
        creation_date=MADE,
        revision_date=MADE,
        fuzzy=False,
    )
    for key in extraction.in_code():
        made.add(key, flags=flags(key))
    return made


def flags(key: Key) -> list[str]:
    """Mark a text with placeholders for the translators' programs."""
    text = key if isinstance(key, str) else key[0]
    return ["python-brace-format"] if "{" in text else []


def updated(language: str) -> Catalog:
    """Take over what is translated; English says what the code says."""
    known = extraction.said(language)
    made = extraction.catalog(language)
    for message in [one for one in made if one.id]:
        made.delete(message.id if isinstance(message.id, str) else message.id[0])
    for key in extraction.in_code():
        made.add(key, _string(key, known.get(key), language), flags=flags(key))
    return made


def _string(key: Key, known: tuple[str, ...] | None, language: str) -> str | tuple[str, ...]:
    """Return a text as Babel wants it: plurals as a tuple, others as a plain string."""
    if known is not None:
        return known[0] if isinstance(key, str) else known
    return key if language == "en" else ""


def missing(language: str) -> list[Key]:
    """List what a language does not say yet."""
    known = extraction.said(language)
    return [key for key in extraction.in_code() if not all(known.get(key, ("",)))]


def write(catalog: Catalog, path: Path) -> None:
    """Write a catalog in the one form that changes only where texts change."""
    draft = path.with_suffix(".new")
    with draft.open("wb") as file:
        write_po(file, catalog, width=WIDTH, sort_output=True, no_location=True)
    draft.replace(path)


def main() -> int:
    """Write the four files; 1 if a text has no translation."""
    write(template(), LOCALES / "bot.pot")
    untranslated = 0
    for language in LANGUAGES:
        absent = [] if language == "en" else missing(language)
        write(updated(language), extraction.po_path(language))
        untranslated += len(absent)
        for key in absent:
            print(f"{language}: {extraction.in_code()[key][0]}: {key!r}")  # noqa: T201  # for people
    return 1 if untranslated else 0


if __name__ == "__main__":
    sys.exit(main())

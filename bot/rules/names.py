"""How a person is addressed and listed; pure, a name is never inflected."""

from dataclasses import dataclass

from bot.forms import inputs

_NBSP = "\N{NO-BREAK SPACE}"  # initials must not part from the surname


@dataclass(frozen=True, slots=True)
class Name:
    """Surname, name and patronymic in Russian and Belarusian; any but one may be empty."""

    surname: str
    name: str
    patronymic: str = ""
    surname_be: str = ""
    name_be: str = ""
    patronymic_be: str = ""


def parts(of: Name, language: str) -> tuple[str, str, str]:
    """Return surname, name and patronymic in a language: Belarusian or, for others, Russian.

    A name is taken whole from one language: the other one stands in only if its surname or
    name is missing, because a half of each would be nobody's name.
    """
    russian = of.surname, of.name, of.patronymic
    belarusian = of.surname_be, of.name_be, of.patronymic_be
    wanted, other = (belarusian, russian) if language == "be" else (russian, belarusian)
    return wanted if (wanted[0] and wanted[1]) or not (other[0] or other[1]) else other


def greeting(of: Name, language: str) -> str:
    """Return «Нина Ивановна», the polite form; the name or surname alone if that is all."""
    surname, name, patronymic = parts(of, language)
    return " ".join(filter(None, (name, patronymic))) or surname


def short(of: Name, language: str) -> str:
    """Return «Закладкина Н. И.», the form of lists and journals."""
    surname, name, patronymic = parts(of, language)
    return _NBSP.join(filter(None, (surname, *map(_initial, (name, patronymic)))))


def full(of: Name, language: str) -> str:
    """Return «Закладкина Нина Ивановна»."""
    return " ".join(filter(None, parts(of, language)))


def initials(of: Name, language: str) -> str:
    """Return «З. Н. И.», the form of a certificate's check, which tells no name."""
    return _NBSP.join(filter(None, map(_initial, parts(of, language))))


def labels(of: Name) -> tuple[str, ...]:
    """Return every form by which people search a colleague, each once."""
    forms = [form(of, language) for language in ("ru", "be") for form in (full, short, greeting)]
    return tuple({inputs.plain(text): text for text in forms if text}.values())


def _initial(word: str) -> str:
    return f"{word[0]}." if word else ""

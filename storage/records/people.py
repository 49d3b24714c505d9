"""Who works here, when somebody is away, how much is stored about a person."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFields:
    """What is the same for a person in an import, on a card and in a list."""

    code: str | None = None
    surname_ru: str
    name_ru: str
    patronymic_ru: str = ""
    surname_be: str = ""
    name_be: str = ""
    patronymic_be: str = ""
    role: str
    post: str = ""
    phone: str | None = None
    language: str = "ru"
    uses_telegram: bool = True

    def surname(self, language: str) -> str:
        """Return the surname in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.surname_be) or self.surname_ru

    def called(self, language: str) -> str:
        """Return how the person is addressed: name and patronymic."""
        return " ".join(part for part in self._given(language) if part)

    def full_name(self, language: str) -> str:
        """Return surname, name and patronymic."""
        return f"{self.surname(language)} {self.called(language)}"

    def initials(self, language: str) -> str:
        """Return the surname and initials, as journals print them."""
        letters = "".join(f" {part[0]}." for part in self._given(language) if part)
        return f"{self.surname(language)}{letters}"

    def _given(self, language: str) -> tuple[str, str]:
        if language == "be" and self.name_be:
            return self.name_be, self.patronymic_be
        return self.name_ru, self.patronymic_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFields(PersonFields):
    """What an import or the admin says about a person; libraries by code, the first one first."""

    libraries: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff(PersonFields):
    """A person with account, duties and libraries, as one query gives them."""

    staff_id: int
    left_on: date | None = None
    library_ids: tuple[int, ...] = ()
    duties: frozenset[str] = frozenset()
    user_id: int | None = None  # Telegram's
    blocked: bool = False  # the person blocked the bot
    notice_version: int | None = None  # of the latest decision about the notice
    notice_accepted: bool = False  # False with a version: declined, served on behalf

    @property
    def is_active(self) -> bool:
        """Tell whether the person works here."""
        return self.left_on is None

    @property
    def accepted_version(self) -> int | None:
        """Return the notice's version in force for the person, or None."""
        return self.notice_version if self.notice_accepted else None

    @property
    def is_reachable(self) -> bool:
        """Tell whether a message to the person arrives: linked, not blocked, not declined."""
        return self.user_id is not None and not self.blocked and self.notice_accepted

    def has_duty(self, name: str) -> bool:
        """Tell whether `name` is the person's role or one of the duties beside it."""
        return self.role == name or name in self.duties


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """«Меня не будет»: both days included."""

    leave_id: int
    staff_id: int
    from_on: date
    to_on: date
    substitute_id: int | None


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is stored about a person, for a screen."""

    visits: int  # written by them or made with others
    rounds: int  # theirs
    entries: int  # of contests; theirs or with others
    entered_for_others: int
    open_drafts: int
    files: int
    questions: int
    leaves: int

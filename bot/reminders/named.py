"""How libraries, people and choices of shipped forms are called in a reader's language."""

from datetime import date

from bot.forms import builtin
from bot.network import Network
from bot.screens.visits import Names


def names(network: Network, language: str, today: date) -> Names:
    """Return how things are called; choices are those of the visit form."""

    def library(library_id: int) -> str:
        return network.libraries[library_id].short(language)

    def person(staff_id: int) -> str:
        return network.staff[staff_id].initials(language)

    def choice(question: str, code: str) -> str:
        return builtin.labels("visit", question, language).get(code, code)

    return Names(library, person, choice, today)

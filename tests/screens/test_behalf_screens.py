"""What can be entered for a colleague, as values."""

from bot.catalogs import translator
from bot.screens import behalf
from bot.screens.screen import Button, Screen


def test_who_enters_nothing_now_is_said_so():
    """Rights may be changed so that there is nothing to enter."""
    told = behalf.Told(7, "Экслибрисова Ольга", "other")
    assert behalf.choose_form(translator("ru"), told, []) == Screen(
        "Запись за сотрудника: Экслибрисова Ольга.\n"
        "Основание: Другое.\n"
        "Сейчас за этого коллегу записывать нечего.",
        ((Button("Не надо", "behalf.no"),),),
    )

"""«Ещё»: what is needed often at once, what is needed seldom behind a button of its own."""

from world import World


async def test_the_department_finds_the_seldom_behind_a_button(world: World) -> None:
    """Twenty buttons do not fit a small phone: nine of them wait behind one, and back."""
    svetlana = world.chat(1003)
    assert await svetlana.send("/more") == ["Ещё: нажмите, что нужно."]
    often = svetlana.buttons
    assert often[-1] == ["Отпуск, язык, данные и другое"]
    labels = [label for row in often for label in row]
    assert len(labels) <= 14
    assert {"План выездов", "Рекомендации", "Журналы", "Поездки", "Помощь"} <= set(labels)
    await svetlana.press("Отпуск, язык, данные и другое")
    seldom = [label for row in svetlana.buttons for label in row]
    assert {"Меня не будет", "Язык", "Мои данные", "Периоды", "Сотрудники"} <= set(seldom)
    assert set(seldom).isdisjoint(labels)
    await svetlana.press("Назад")
    assert svetlana.buttons == often
    await svetlana.press("Отпуск, язык, данные и другое")
    assert (await svetlana.press("Язык"))[0].split("\n")[0] == "Язык · Мова · Language"


async def test_a_librarian_has_one_list(world: World) -> None:
    """What fits stays together, in Belarusian too."""
    hanna, pavel = world.chat(1009), world.chat(1004)
    await hanna.send("/more")
    labels = [label for row in hanna.buttons for label in row]
    assert {"Матэрыялы", "Навіна для сайта", "Мова", "Мае даныя", "Мяне не будзе"} <= set(labels)
    await pavel.send("/more")
    assert pavel.buttons[-1] == ["Адпачынак, мова, даныя і іншае"]
    await pavel.press("Адпачынак, мова, даныя і іншае")
    assert pavel.buttons[-1][-1] == "Назад"

"""«Всё верно?»: what is typed there explains the number, or is the number itself."""

from monitored import a_campaign, a_figure
from world import World


async def begun(world: World) -> None:
    """Let the library have counted 160 users a year ago and 130 in April."""
    await a_figure(world, "SL-03", "2025-10", users=160, users_children=44)
    await a_figure(world, "SL-03", "2026-04", users=130, users_children=33)
    await a_campaign(world)


async def test_a_number_typed_for_a_reason_is_the_number(world: World) -> None:
    """Who has mistyped writes the right number at once: it is no explanation."""
    await begun(world)
    nina = world.chat(1005)
    await nina.send("/questionnaire")
    odd = (
        "Анкета, 1 из 15\n"
        "Зарегистрировано пользователей с начала года. Октябрь 2025: 160, сейчас 1\xa0910 "
        "(на 1\xa0094 % больше).\n"
    )
    assert await nina.send("1910") == [
        f"{odd}Всё верно? Тогда напишите одной строкой, почему так."
    ]
    assert await nina.press("Верно, поясню") == [f"{odd}Почему так? Одной строкой."]
    assert await nina.send("19") == [
        (
            "Нужно число не меньше 130: счёт идёт с начала года, в прошлый раз в этом году "
            "было столько.\n"
            f"{odd}"
            "Всё верно? Тогда напишите одной строкой, почему так."
        )
    ]
    assert await nina.send("191 чел.") == [
        "Анкета, 2 из 15\nИз них детей до 15 лет\nОктябрь 2025: 44.\nНапишите число."
    ]
    assert await nina.send("90") == [
        (
            "Анкета, 2 из 15\n"
            "Из них детей до 15 лет. Октябрь 2025: 44, сейчас 90 (на 105 % больше).\n"
            "Всё верно? Тогда напишите одной строкой, почему так."
        )
    ]
    assert await nina.send("2 новых класса") == [
        "Анкета, 3 из 15\nИз них 60 лет и старше\nНапишите число."
    ]


async def test_a_number_typed_for_a_reason_in_belarusian(world: World) -> None:
    """Back at an explained number, another number takes the explanation away."""
    await begun(world)
    nina = world.chat(1005)
    await nina.send("/language")
    await nina.press("Беларуская")
    await nina.send("/questionnaire")
    await nina.send("260")
    assert await nina.send("Запісалі ўсю школу") == [
        "Анкета, 2 з 15\nЗ іх дзяцей да 15 гадоў\nКастрычнік 2025: 44.\nНапішыце лік."
    ]
    assert await nina.press("Назад") == [
        (
            "Анкета, 1 з 15\n"
            "Зарэгістравана карыстальнікаў з пачатку года. Кастрычнік 2025: 160, цяпер 260 "
            "(на 62 % больш).\n"
            "Усё правільна? Тады напішыце адным радком, чаму так.\n"
            "Цяпер: Запісалі ўсю школу."
        )
    ]
    assert await nina.send("170") == [
        "Анкета, 2 з 15\nЗ іх дзяцей да 15 гадоў\nКастрычнік 2025: 44.\nНапішыце лік."
    ]
    assert await nina.press("Назад") == [
        (
            "Анкета, 1 з 15\n"
            "Зарэгістравана карыстальнікаў з пачатку года\n"
            "Кастрычнік 2025: 160.\n"
            "Цяпер: 170.\n"
            "Напішыце лік."
        )
    ]

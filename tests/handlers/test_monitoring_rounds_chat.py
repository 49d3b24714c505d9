"""How many rounds the questionnaire shows is what the report says of the same library and time."""

from datetime import date

from monitored import RU, a_campaign, answered
from world import World

from storage import rounds
from storage.records.rounds import NewRound, Tally

NOW = "2026-10-15T06:00:00Z"


async def _made(world: World, library_id: int, *days: date) -> list[int]:
    """Save rounds of a library; return their numbers."""
    async with world.db.write() as tx:
        return [
            await rounds.save_totals(
                tx,
                NewRound(
                    library_id=library_id,
                    made_on=day,
                    purpose="survey",
                    tally=Tally(households=10, home=5, readers=5),
                    staff_id=5,
                    entered_by=5,
                ),
                now=NOW,
            )
            for day in days
        ]


async def test_the_questionnaire_counts_rounds_as_the_report_does(world: World) -> None:
    """Nine months: not last year's, not October's, not what was removed or is on pause."""
    *_, gone = await _made(
        world, 3, date(2025, 12, 31), date(2026, 9, 30), date(2026, 10, 1), date(2026, 5, 5)
    )
    await _made(world, 6, date(2026, 5, 6))
    async with world.db.write() as tx:
        await rounds.remove(tx, gone, "double", now=NOW, by=5)
    await a_campaign(world)
    nina = world.chat(1005)
    await nina.send("/questionnaire")
    assert await answered(nina, list(RU)[:-1]) == [
        "Анкета, 13 из 15\nПодворных обходов с начала года\nСейчас: 3.\nНапишите число.",
    ]
    await nina.press("Отложить")
    await nina.send("/rounds")
    await nina.press("По времени")
    await nina.send("01.01 - 30.09")
    assert await nina.press("Для отчёта") == [
        (
            "Обходы: 01.01.2026 – 30.09.2026\n"
            "Период открыт.\n"
            "С 1 января 2026\u202fг. по 30 сентября 2026\u202fг. проведено 3 подворных обхода "
            "в 3 населённых пунктах, обойдено 69 дворов, опрошено 54 жителя, записано 7 новых "
            "читателей, выдано 48 изданий, на надомное обслуживание принят 1 человек."
        ),
    ]


async def test_the_two_counts_in_belarusian(world: World) -> None:
    await _made(world, 7, date(2026, 2, 3), date(2026, 3, 3), date(2026, 10, 2))
    await a_campaign(world)
    hanna = world.chat(1009)
    await hanna.send("/questionnaire")
    words = {"internet": "Так", "premises": "Усё ў парадку"}
    said: list[str] = []
    for name in list(RU)[:-1]:
        said = await hanna.send(words.get(name, RU[name]))
    assert said == ["Анкета, 13 з 15\nПадворных абходаў з пачатку года\nЦяпер: 2.\nНапішыце лік."]
    await hanna.press("Адкласці")
    await hanna.send("/rounds")
    await hanna.press("Па часе")
    await hanna.send("01.01 - 30.09")
    assert await hanna.press("Для справаздачы") == [
        (
            "Абходы: 01.01.2026 – 30.09.2026\n"
            "Перыяд адкрыты.\n"
            "З 1 студзеня 2026\u202fг. па 30 верасня 2026\u202fг. праведзены 2 падворныя абходы "
            "ў 1 населеным пункце, абыдзена 20 двароў, апытана 10 жыхароў."
        ),
    ]

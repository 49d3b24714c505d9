"""Anybody asks whether a certificate is valid; a stranger learns what is on it, nothing else."""

from schooled import a_certificate, a_class, revoked
from world import World

from bot.rules import certificates as rules
from bot.sandbox.driver import Chat

STRANGER = (
    "Здравствуйте! Это рабочий бот для сотрудников библиотек. Если Вы сотрудник, попросите "
    "приглашение в методическом отделе или отправьте запрос."
)
UNKNOWN = (
    "Такого сертификата нет. Сверьте номер: он стоит под словом «Сертификат», например "
    "12/2027-ACDE-3457-WXYR. Отправьте его так, как напечатано."
)
TOO_MANY = "За час можно проверить не больше 10 номеров. Попробуйте позже."
CYRILLIC = str.maketrans("ACEHKMPTXY3", "асенкмртхуз")


def stranger(world: World, user_id: int = 2001, language: str = "ru") -> Chat:
    world.telegram.person(user_id, "Гость", language_code=language)
    return world.chat(user_id)


def valid(number: str) -> str:
    return (
        f"Сертификат № {number} действителен. Класс «Азы», часов: 18, выдан 15.10.2026. "
        "Инициалы: З. Н. И."
    )


async def test_a_stranger_checks_a_number_however_it_is_typed(world: World) -> None:
    """As printed, in small Cyrillic letters, by the link; before and after stays a stranger."""
    await a_class(world)
    one = await a_certificate(world)
    guest = stranger(world)
    assert await guest.start() == [STRANGER]
    for typed in (
        one.number,
        f"№ {one.number}",
        one.number.replace("-", "  ").lower().translate(CYRILLIC),
    ):
        assert await guest.send(typed) == [valid(one.number)]
    assert await guest.start(rules.payload(one.number)) == [valid(one.number)]
    for text in ("Азы", "Закладкина", "сертификат", "1", "/menu", "/mydata", "/tasks"):
        assert await guest.send(text) == [STRANGER], text


async def test_the_answer_is_in_the_language_of_the_telephone(world: World) -> None:
    """Of a revoked one as well; why it was revoked is told to nobody."""
    await a_class(world)
    one = await a_certificate(world)
    guest = stranger(world, language="be")
    assert await guest.send(one.number) == [
        (
            f"Сертыфікат № {one.number} сапраўдны. Клас «Азы», гадзін: 18, выдадзены 15.10.2026. "
            "Ініцыялы: З. Н. І."
        )
    ]
    await revoked(world, one)
    assert await guest.start(rules.payload(one.number)) == [
        (
            f"Сертыфікат № {one.number} несапраўдны: ён адкліканы. Клас «Азы», гадзін: 18, "
            "выдадзены 15.10.2026. Ініцыялы: З. Н. І."
        )
    ]


async def test_a_wrong_number_and_an_impossible_one_are_answered_alike(world: World) -> None:
    """Also one that differs in a sign from a valid one, and the link of another's."""
    await a_class(world)
    one = await a_certificate(world)
    last = "A" if one.number[-1] != "A" else "C"
    near = one.number[:-1] + last
    guest = stranger(world)
    for text in (
        near,
        "1/2026-AAAA-AAAA-AAAA",
        "999/2026-ACDE-3457-WXYR",
        one.number[:-1],
        "1/2026-OOOO-0000-BBBB",
        one.number.replace("/2026", "/2025"),
    ):
        assert await guest.send(text) == [UNKNOWN], text
    assert await guest.start("cert_") == [UNKNOWN]
    assert await guest.start(rules.payload(near)) == [UNKNOWN]


async def test_ten_numbers_an_hour_right_and_wrong_ones_alike(world: World) -> None:
    """Then a right one says no more than a wrong one; another telephone has its own ten."""
    await a_class(world)
    one = await a_certificate(world)
    guest = stranger(world)
    for turn in range(rules.TRIES):
        said = await guest.send(one.number if turn % 2 else "1/2026-AAAA-AAAA-AAAA")
        assert said == [valid(one.number) if turn % 2 else UNKNOWN]
    for text in (one.number, "1/2026-AAAA-AAAA-AAAA", "1/2026-OOO"):
        assert await guest.send(text) == [TOO_MANY]
    assert await guest.start(rules.payload(one.number)) == [TOO_MANY]
    other = stranger(world, 2002)
    assert await other.send(one.number) == [valid(one.number)]
    world.clock.jump(hours=1, seconds=1)
    assert await guest.send(one.number) == [valid(one.number)]
    assert await world.sql("SELECT user_id, count(*) FROM tries GROUP BY 1") == [(2001, 1)]


async def test_who_works_here_asks_the_same_way(world: World) -> None:
    """Also a librarian whose class it is not; the answer names nobody."""
    await a_class(world)
    one = await a_certificate(world)
    anna = world.chat(1010)
    await anna.start()
    assert await anna.send(one.number) == [valid(one.number)]
    assert await anna.start(rules.payload(one.number)) == [valid(one.number)]
    assert await anna.send("1/2026-AAAA-AAAA-AAAA") == [UNKNOWN]


async def test_a_question_in_hand_keeps_its_answer(world: World) -> None:
    """A number typed where something is asked is the answer to that, right or wrong."""
    await a_class(world)
    one = await a_certificate(world)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.send("/visit")
    said = await svetlana.send(one.number)
    assert said[0].startswith(f"В списке такого нет: «{one.number}».")
    assert UNKNOWN not in said
    assert await world.sql("SELECT count(*) FROM tries") == [(0,)]

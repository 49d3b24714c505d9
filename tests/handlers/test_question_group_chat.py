"""Questions in the department's group: bound, taken, answered, moved, lost; kind to the group."""

from grouped import Group
from world import World

from bot.sandbox.chats import Message

HELLO = (
    "Теперь сюда приходят вопросы библиотек. Чтобы ответить, нажмите на сообщение с вопросом и "
    "выберите «Ответить». Больше ничего в этой группе бот не читает."
)
FREE = (
    "Вопрос № 1. От кого: Закладкина Нина Ивановна.\n"
    "Библиотека: Деревная.\n"
    "Пока никто не взял.\n\n"
    "15 октября, Закладкина Н. И.:\n"
    "Вопрос\n"
    "Чтобы ответить, нажмите на это сообщение и выберите «Ответить». «Беру»: вопрос за Вами."
)


async def bound(world: World) -> Group:
    """Let the admin add the bot to a group and confirm it in private."""
    for user_id in range(1001, 1016):
        world.chat(user_id)
    group = Group(world)
    await group.added(1015)
    await world.chat(1015).news()
    await world.chat(1015).press("В эту группу")
    assert await group.news() == [HELLO]
    return group


async def asked(world: World, text: str = "Вопрос") -> None:
    await world.chat(1005).send("/ask")
    await world.chat(1005).send(text)


async def test_a_group_is_bound_with_a_confirmation_in_private(world: World) -> None:
    denis, nina = world.chat(1015), world.chat(1005)
    group = Group(world)
    await group.added(1015)
    assert await denis.news() == [
        (
            "Бот добавлен в группу «Методотдел».\n"
            "Присылать туда вопросы библиотек? Прочитают их все в группе, отвечать может только "
            "отдел. Тот, кто спрашивает, получит ответ в своём чате."
        )
    ]
    assert await group.news() == []
    await nina.send("/help")
    await nina.forge("qgroup.bind:4200")
    assert await world.sql("SELECT 1 FROM settings WHERE name = 'guidance_group'") == []
    assert await denis.press("В эту группу") == [
        "Сохранено.\nВопросы в отдел приходят в группу «Методотдел»."
    ]
    await denis.forge("qgroup.bind:77")
    await denis.send("/settings")
    assert await denis.press("Группа отдела") == [
        "Вопросы в отдел приходят в группу «Методотдел»."
    ]
    await denis.press("Снова в личные чаты")
    svetlana = world.chat(1003)
    await asked(world)
    assert len(await svetlana.news()) == 1
    assert await group.news() == [HELLO]


async def test_the_command_of_a_librarian_asks_the_admins(world: World) -> None:
    pavel, denis = world.chat(1004), world.chat(1015)
    group = Group(world)
    assert await group.write(1004, "/department@knigonosha_sandbox_bot") == []
    assert pavel.screen == []
    assert (await denis.news())[0].split("\n")[0] == "Бот добавлен в группу «Методотдел»."
    world.telegram.person(999, "Чужой")
    other = Group(world, -4300, "Чужая")
    await other.added(999)
    assert await denis.news() == []
    assert await denis.press("Не сейчас") == [
        (
            "Вопросы в отдел приходят в личные чаты тех, кто отвечает.\n"
            "Чтобы они приходили в одну группу, добавьте в неё бота и напишите там /department. "
            "Вопрос о подтверждении придёт сюда."
        )
    ]


async def test_a_question_is_taken_and_answered_in_the_group(world: World) -> None:
    group = await bound(world)
    nina, svetlana, marina = world.chat(1005), world.chat(1003), world.chat(1002)
    await asked(world)
    assert await group.news() == [FREE]
    assert await svetlana.news() == []
    assert await group.press(1006, "Беру") == (
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )
    assert await group.press(1003, "Беру") == "Вопрос за Вами."
    assert (await group.news())[0].split("\n")[2] == "Кто отвечает: Аннотова С. Ю."
    assert group.buttons == ["Вернуть", "Решено"]
    assert (await svetlana.news())[0].split("\n")[2] == "Кто отвечает: Аннотова С. Ю."
    assert svetlana.buttons == [["Ответить", "Решено"], ["Вернуть", "Передать"]]
    assert await group.forge(1002, "question.take:1") == (
        "Этим вопросом уже занимается: Аннотова С. Ю."
    )
    card = group.cards[-1].message_id
    assert (await group.write(1002, "Мой ответ", card))[0].split(".")[0] == (
        "Ваш ответ не отправлен, он остался выше в чате"
    )
    said = await group.write(1003, "Ответ из группы", card)
    assert [one.split("\n")[-1] for one in said] == ["Ответ из группы"]
    assert (await nina.news())[-1].split("\n")[-1] == "Ответ из группы"
    assert await marina.news() == []
    await nina.press("Ответить")
    await nina.send("Спасибо, а если так?")
    assert (await svetlana.news())[-1].split("\n")[-1] == "Спасибо, а если так?"
    assert await group.press(1003, "Решено") == "Вопрос решён. Спасибо!"
    assert group.buttons == []


async def test_a_reply_in_the_group_takes_it(world: World) -> None:
    group = await bound(world)
    nina = world.chat(1005)
    await asked(world)
    await group.news()
    photo = {"photo": world.telegram.files.sizes[await _photo(world)]}
    await group.send(1004, {**photo, "caption": "Вот так"}, group.cards[-1].message_id)
    said = await nina.news()
    assert said[0] == "[photo]"
    assert said[-1].split("\n")[-1] == "Вот так · файлов: 1"
    assert await world.sql("SELECT taken_by, waits_since FROM questions") == [(4, None)]


async def _photo(world: World) -> str:
    await world.chat(1004).photo()
    return next(reversed(world.telegram.files.sizes))


async def test_the_bot_is_silent_about_everything_else(world: World) -> None:
    """Talk, commands, forged and foreign buttons, strangers: nothing is said, nothing is kept."""
    group = await bound(world)
    await asked(world)
    await group.news()
    hello, card = group.cards
    world.telegram.person(999, "Чужой")
    for user_id in (1003, 1005, 999):
        assert await group.write(user_id, "Привет") == []
        assert await group.write(user_id, "/start") == []
        assert await group.write(user_id, "Да", hello.message_id) == []
        assert await group.send(user_id, {"location": {"latitude": 53.0, "longitude": 25.0}}) == []
    assert await group.write(999, "Ответ", card.message_id) == []
    assert await group.write(1006, "Ответ", card.message_id) == []
    assert await group.forge(1015, "settings") == ""
    assert await group.forge(1003, "question:1") == ""
    assert await group.forge(999, "question.take:1") != ""
    assert await group.news() == []
    assert await world.sql("SELECT taken_by FROM questions") == [(None,)]
    assert await world.sql("SELECT count(*) FROM question_messages") == [(1,)]
    assert await world.sql("SELECT count(*) FROM inbox WHERE state <> 'done'") == [(0,)]
    assert await world.sql("SELECT count(*) FROM inbox WHERE raw LIKE '%Привет%'") == [(0,)]
    other = Group(world, -4300, "Другая")
    copied = Message({**card.body, "chat": other.chat.card}, by_bot=True)
    world.telegram.store(other.chat, copied)
    assert await other.forge(1003, "question.take:1") == (
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )


async def test_a_group_that_becomes_a_supergroup_is_followed(world: World) -> None:
    """By the service message, and by Telegram's refusal where that comes first."""
    group = await bound(world)
    new = await group.upgraded(-1004200)
    await asked(world)
    assert await new.news() == [FREE]
    newer = await new.upgraded(-1005200, is_told=False)
    await asked(world, "Второй")
    assert [one.split("\n")[-2] for one in await newer.news()] == ["Второй"]
    assert await world.sql("SELECT value FROM settings WHERE name = 'guidance_group'") == [
        ('{"chat_id": -1005200, "title": "Методотдел"}',)
    ]
    assert await newer.press(1003, "Беру") == "Вопрос за Вами."


async def test_without_the_group_questions_go_to_private_chats(world: World) -> None:
    """Removed, the admin is warned and what nobody has taken is brought anew."""
    group = await bound(world)
    denis, svetlana = world.chat(1015), world.chat(1003)
    await asked(world)
    await group.news()
    await group.removed(1003)
    assert await denis.news() == [
        (
            "Бота больше нет в группе «Методотдел». Вопросы снова приходят в личные чаты тех, "
            "кто отвечает."
        )
    ]
    assert (await svetlana.news())[0].split("\n")[0] == (
        "Вопрос № 1. От кого: Закладкина Нина Ивановна."
    )
    await asked(world, "Второй")
    assert (await svetlana.news())[0].split("\n")[-1] == "Второй"


async def test_a_group_that_refuses_is_lost(world: World) -> None:
    """The message of the removal has not come: Telegram's refusal says it."""
    group = await bound(world)
    denis, svetlana = world.chat(1015), world.chat(1003)
    group.chat.gone = "left"
    await asked(world)
    await world.settled()
    assert len(await denis.news()) == 1
    assert [one.split("\n")[-1] for one in await svetlana.news()] == ["Вопрос"]
    assert await world.sql("SELECT name FROM settings WHERE name LIKE 'guidance%'") == []

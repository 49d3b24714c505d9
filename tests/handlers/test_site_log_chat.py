"""The log of the site in conversation, its files, and what is copied for a site filled by hand."""

import io
from datetime import date

import docx
import openpyxl
from filed import files
from newsed import TITLE, editor, heard, opened, published, refused, written
from PIL import Image
from world import World

from bot.sandbox.driver import Chat
from storage import aggregates, periods
from storage.aggregates import Scope

SVETLANA, HEAD = 1003, 1001


async def test_the_log_in_belarusian(world: World) -> None:
    """What the bot has published, what was put there by hand, months, addresses, a mistake."""
    nina, pavel = await published(world)
    await pavel.send("/news")
    assert await pavel.press("Журнал сайта") == [
        (
            "Журнал сайта, 2026\nВыкладзена на сайт: 1.\n"
            "Навін: 1, выданняў: 0, вынікаў конкурсаў: 0.\n"
            "Сайт папаўняўся: кастрычнік, месяцаў: 1 з 10.\n"
            f"1. 15 кастрычніка, Дзераўная: «{TITLE}»\nНацісніце нумар."
        )
    ]
    await _by_hand(pavel, "Читаем вместе", "3 жніўня 2026", "slonimlib.by/izd")
    await _by_hand(pavel, "Дважды", "1.09.2026", None)
    await pavel.press("Прыбраць запіс…")
    assert await pavel.send("Занесена двойчы") == [
        (
            "Дважды\nВыданне, на сайце з 1 верасня 2026\N{NARROW NO-BREAK SPACE}г., "
            "бібліятэка: уся ўстанова.\nХто выклаў: Кніжнік П. А.\n"
            "Прыбрана. Прычына: Занесена двойчы"
        )
    ]
    await pavel.press("Да журнала")
    await pavel.press("1")
    await pavel.press("Указаць адрас")
    assert await pavel.send("нет ссылки") == ["Патрэбна спасылка, напрыклад slonimlib.by/news."]
    await pavel.send("slonimlib.by/osen")
    assert await heard(nina) == f"Ваша новость «{TITLE}» опубликована: slonimlib.by/osen"
    assert await pavel.press("Да журнала") == [
        (
            "Журнал сайта, 2026\nВыкладзена на сайт: 2.\n"
            "Навін: 1, выданняў: 1, вынікаў конкурсаў: 0.\n"
            "Сайт папаўняўся: жнівень, кастрычнік, месяцаў: 2 з 10.\n"
            f"1. 15 кастрычніка, Дзераўная: «{TITLE}», slonimlib.by/osen\n"
            "2. 3 жніўня, уся ўстанова: «Читаем вместе», slonimlib.by/izd\n"
            "Націсніце нумар."
        )
    ]
    assert await _counted(world) == {
        "items": 2, "months": 2, "news": 1, "publications": 1, "results": 0, "linked": 2,
    }  # fmt: skip


async def _by_hand(pavel: Chat, title: str, day: str, url: str | None) -> None:
    await pavel.send("/news")
    await pavel.press("Журнал сайта")
    await pavel.press("Запісаць уручную")
    await pavel.press("Выданне")
    await pavel.send(title)
    await pavel.send(day)
    await (pavel.send(url) if url else pavel.press("Прапусціць"))
    await pavel.press("Прапусціць")
    await pavel.press("Захаваць")


async def _counted(world: World) -> dict[str, int]:
    assert world.db is not None
    scope = Scope(first=date(2026, 1, 1), last=date(2026, 12, 31))
    async with world.db.read() as reader:
        return await aggregates.read(reader, aggregates.SITE, scope)


async def test_the_files_of_the_log_say_the_same(world: World) -> None:
    """A workbook and a Word file, made once for the department."""
    await published(world)
    svetlana = world.chat(SVETLANA)
    await svetlana.start()
    await svetlana.send("/news")
    await svetlana.press("Журнал сайта")
    assert svetlana.buttons == [["1"], ["Журнал файлами", "К новостям"]]
    assert await svetlana.press("Журнал файлами") == [
        "Файлы готовятся и придут сюда через несколько секунд.",
        (
            "[document Журнал сайта, 2026.xlsx] Журнал сайта, 2026. "
            "Сайт пополнялся: октябрь, месяцев: 1 из 10."
        ),
        (
            "[document Журнал сайта, 2026.docx] Журнал сайта, 2026. "
            "Сайт пополнялся: октябрь, месяцев: 1 из 10."
        ),
    ]
    sent = await files(world, svetlana)
    made = openpyxl.load_workbook(io.BytesIO(sent["Журнал сайта, 2026.xlsx"]))
    assert [list(row) for row in made["Журнал"].iter_rows(values_only=True)] == [
        ["Журнал сайта, 2026", None, None, None, None, None],
        ["Сайт пополнялся: октябрь, месяцев: 1 из 10.", None, None, None, None, None],
        ["Дата", "Что выложено", "Название", "Библиотека", "Адрес", "Кто"],
        ["15.10.2026", "Новость", TITLE, "Деревная", "", "Книжник П. А."],
    ]
    assert [list(row) for row in made["Итоги"].iter_rows(values_only=True)] == [
        ["Месяц", "Выложено на сайт"],
        ["октябрь", 1],
        [None, None],
        ["Библиотека", "Выложено на сайт"],
        ["Деревная", 1],
    ]
    paper = docx.Document(io.BytesIO(sent["Журнал сайта, 2026.docx"]))
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [
        ["Дата", "Что выложено", "Название", "Библиотека", "Адрес", "Кто"],
        ["15.10.2026", "Новость", TITLE, "Деревная", "", "Книжник П. А."],
    ]


async def test_a_closed_period_of_the_log_is_only_read(world: World) -> None:
    _, pavel = await published(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await periods.close(
            tx, "month", date(2026, 10, 1), date(2026, 10, 31), now="2026-10-15", by=1
        )
    await pavel.forge("site.line:1")
    assert pavel.buttons == [["Адкрыць навіну", "Да журнала"]]
    assert (await refused(pavel, "site.url:1")).startswith("Перыяд закрыты: кастрычнік 2026")
    await pavel.forge("site.add")
    await pavel.press("Выданне")
    await pavel.send("Октябрь")
    assert (await pavel.press("Сёння"))[0].startswith("Перыяд закрыты: кастрычнік 2026")


async def test_who_reads_and_who_writes_the_log(world: World) -> None:
    """The department reads, the editor and the head write, librarians neither."""
    nina, _ = await published(world)
    svetlana, head = world.chat(SVETLANA), world.chat(HEAD)
    await svetlana.start()
    await head.start()
    no = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert [await refused(nina, one) for one in ("site.log:0:0", "site.files:2026")] == [no, no]
    forged = ("site.add", "site.url:1", "site.drop:1")
    assert [await refused(svetlana, one) for one in forged] == [no, no, no]
    assert await refused(head, "site.drop:1") == (
        "Это новость из бота: снимите её с сайта на её карточке."
    )
    assert await refused(head, "site.line:99") == no


async def test_copied_for_a_site_that_is_filled_by_hand(world: World) -> None:
    """Title, text, and numbered photos in the order of the page, without their metadata."""
    _, pavel = await published(world, photos=2)
    said = await pavel.press("Скапіраваць для сайта")
    assert said == [
        "Націсніце на шэры блок, каб скапіраваць яго: спачатку загаловак, потым тэкст.",
        TITLE,
        "Читали Якуба Коласа.",
        f"[document 01-news-1.jpg] {TITLE}: фото 1",
        f"[document 02-news-1.jpg] {TITLE}: фото 2",
    ]
    sent = await files(world, pavel)
    for content in (sent["01-news-1.jpg"], sent["02-news-1.jpg"]):
        assert b"secret place" not in content
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.size, dict(picture.getexif())) == ((1600, 1200), {})


async def test_what_is_not_published_is_not_copied(world: World) -> None:
    """So that the log has all that was put on the site."""
    pavel = await editor(world)
    await written(world)
    await opened(pavel)
    assert await refused(pavel, "news.copy:1") == (
        "Спачатку апублікуйце навіну: тады яна трапіць у журнал сайта."
    )

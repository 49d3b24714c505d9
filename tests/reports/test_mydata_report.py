"""«Мои данные» as a file: every section with its count, in the reader's language."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import prepared
import pytest

from bot import sample
from bot.catalogs import translator
from bot.errors import UserError
from bot.reports import mydata
from storage import (
    announcements,
    consultations,
    drafts,
    files,
    invites,
    leaves,
    news,
    on_behalf,
    publication_uses,
    publications,
    questions,
    rounds,
    school,
    site_log,
    staff,
    visit_plan,
    visits,
)
from storage.database import Database
from storage.drafts import NewDraft
from storage.records.announcements import AnnouncementFields
from storage.records.guidance import NewConsultation
from storage.records.publications import NewUse, PublicationFields
from storage.records.rounds import NewRound
from storage.records.site import LogFields, NewsFields
from storage.records.visit_plan import NewLine
from storage.records.visits import NewVisit

TODAY = date(2026, 10, 15)
NOW = "2026-10-15T06:28:00Z"
NINA, HANNA = 5, 9
AN_ANNOUNCEMENT = AnnouncementFields(body="Сдайте планы", audience="librarians", send_at=NOW)


@pytest.fixture
async def filled(tmp_path: Path) -> AsyncIterator[Database]:
    """Store something of every kind about a librarian of the sample."""
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    db = await Database.open(path)
    async with db.write() as tx:
        await sample.load(
            tx,
            TODAY,
            telegram=True,
            with_campaign=False,
            with_guidance=False,
            with_publications=False,
            with_school=False,
        )
        await staff.change(tx, NINA, {"phone": "5-12-34"}, now=NOW, by=NINA)
        await staff.set_duties(tx, NINA, ["juror"], now=NOW, by=15)
        await leaves.add(
            tx, NINA, date(2026, 11, 2), date(2026, 11, 6), now=NOW, by=NINA, substitute_id=HANNA
        )
        await invites.make(tx, NINA, expires_at="2026-11-14T20:59:59Z", now=NOW, by=15)
        own = await drafts.begin(
            tx, NewDraft(NINA, NINA, "chat", "visit", "v1", {}, "{}", training=False), NOW
        )
        await drafts.begin(
            tx, NewDraft(HANNA, NINA, "phone", "visit", "v1", {}, "{}", training=False), NOW
        )
        await drafts.submit(tx, own, {"done": "Расставлен фонд"}, NOW)
        await visits.save(tx, a_visit(NINA, NINA, "Расставлен фонд"), now=NOW)
        await visits.save(tx, a_visit(HANNA, NINA, "Проверен дневник"), now=NOW)
        line = NewLine(library_id=3, month=date(2026, 12, 1), staff_id=NINA)
        await visit_plan.add_lines(tx, [line], now=NOW, by=None)
        await rounds.save_totals(tx, A_ROUND, now=NOW)
        await visit_plan.add_trip(
            tx, date(2026, 10, 20), (3, NINA), (12, 5), now=NOW, by=3, note="Взять анкеты"
        )
        for visit_id in (1, 2):
            await on_behalf.ask(tx, "visits", visit_id, staff_id=NINA, entered_by=3, now=NOW)
        await on_behalf.dispute(tx, "visits", 2, "Был другой день", by=NINA, now=NOW)
        question = await questions.ask(tx, NINA, "Где журнал?", [], now=NOW)
        await questions.add_answer(tx, question, "В шкафу", (), by=3, now=NOW)
        wrote = PublicationFields(
            series="scenarios",
            kind="scenario",
            title="Осень",
            issued_year=2026,
            author_ids=(NINA,),
        )
        book = await publications.add(tx, wrote, now=NOW, by=3)
        used = NewUse(publication_id=book, library_id=3, used_on=TODAY, staff_id=NINA)
        await publication_uses.add(tx, used, now=NOW)
        told = NewsFields(
            library_id=3, title="Яблоки", happened_on=TODAY, body="Пекли пирог.", language="ru"
        )
        await news.hand_in(tx, told, origin=None, now=NOW, by=NINA)
        put = LogFields(kind="other", title="План", put_on=TODAY, url="slonimlib.by/plan")
        await site_log.add(tx, put, now=NOW, by=NINA)
        key = await announcements.make(tx, AN_ANNOUNCEMENT, now=NOW, by=3)
        await announcements.claim(tx, key, now=NOW, by=3)
        await announcements.add_readers(tx, key, [(NINA, True)])
        await announcements.mark_read(tx, key, NINA, now=NOW)
        await files.want(
            tx, staff_id=NINA, now=NOW, telegram_file_id="t", unique_id="u", kind="photo"
        )
        await files.want(
            tx, staff_id=NINA, now=NOW, telegram_file_id="d", unique_id="d", kind="document",
            name="план.docx",
        )  # fmt: skip
        await tx.run(
            "INSERT INTO recommendations (visit_id, recommendation, responsible_id, deadline_on, "
            "created_at, updated_at) VALUES (1, 'Обновить стенд', 5, '2026-11-01', ?, ?)",
            (NOW, NOW),
        )
    yield db
    await db.close()


A_ROUND = NewRound(
    library_id=7, made_on=TODAY, purpose="survey", staff_id=HANNA, entered_by=NINA, source="paper"
)


def a_visit(staff_id: int, entered_by: int, done: str) -> NewVisit:
    return NewVisit(
        library_id=3,
        visited_on=TODAY,
        done=done,
        staff_id=staff_id,
        entered_by=entered_by,
        source="phone",
    )


async def said(db: Database, folder: Path, staff_id: int, language: str) -> str:
    arguments = {
        "staff_id": staff_id,
        "language": language,
        "zone": "Europe/Minsk",
        "today": TODAY.isoformat(),
    }
    async with db.read() as reader:
        await mydata.make(reader, arguments, folder / "file")
    return (folder / "file").read_text("utf-8-sig")


RU = """\
Что хранит бот: Закладкина Нина Ивановна, на 15 октября 2026\u202fг.

О ВАС (8)
Имя (по-русски): Закладкина Нина Ивановна
Имя (по-белорусски): Закладкіна Ніна Іванаўна
Роль: библиотекарь
Обязанности: член жюри
Должность: библиотекарь 0.75
Рабочий телефон: 5-12-34
Язык: Русский
Номер в учреждении: 5

ВАШИ БИБЛИОТЕКИ (1)
Деревная

УЧЁТНАЯ ЗАПИСЬ TELEGRAM (1)
номер 1005, привязана: 15.10.2026 08:00, последнее сообщение: —

СОГЛАСИЯ (1)
15.10.2026 08:00: дано, редакция 1

ДНИ ОТСУТСТВИЯ (1)
2 ноября 2026\u202fг. - 6 ноября 2026\u202fг.; Переплётова Анна Михайловна

ПРИГЛАШЕНИЯ (1)
создано: 15.10.2026 09:28, действует до: 14.11.2026 23:59, использовано: —

ЧЕРНОВИКИ (3)
14.10.2026 15:00: Конкурс: каникулы
15.10.2026 09:28: Выезд в библиотеку
15.10.2026 09:28: Выезд в библиотеку; Переплётова Анна Михайловна

СОХРАНЁННЫЕ ЗАПИСИ (2)
10.10.2026 15:00: Конкурс: публикация, в чате
15.10.2026 09:28: Выезд в библиотеку, в чате

ВАШИ ВЫЕЗДЫ (1)
15 октября 2026\u202fг.: Деревная. Расставлен фонд

ПЛАН ВЫЕЗДОВ, ВАШИ СТРОКИ (1)
декабрь 2026 года: Деревная, в плане

ЗАПЛАНИРОВАННЫЕ ПОЕЗДКИ (1)
20 октября 2026\u202fг.: Павлово, Озерница. Взять анкеты

ВАШИ ОБХОДЫ (3)
10 февраля 2026\u202fг.: Деревная, Деревная; дворов: 38
24 сентября 2026\u202fг.: Деревная, Хорошевичи; дворов: 21
14 октября 2026\u202fг.: Деревная, Деревная; дворов: 14

КОНКУРСНЫЕ РАБОТЫ (1)
10.10.2026 15:00: № 5 «Кніга прыйшла ў кожны двор», «Мы в газете, газета о нас», подана

ВАШИ БАЛЛЫ В ЖЮРИ (0)
нет

ЗАПИСАНО ЗА КОЛЛЕГ (2)
15 октября 2026\u202fг.: Деревная; Переплётова Анна Михайловна, по телефону
15 октября 2026\u202fг.: обход, Сеньковщина; Переплётова Анна Михайловна, с бумажного бланка

ЗАПИСАНО ЗА ВАС (2)
15.10.2026 09:28: выезд 1; Аннотова Светлана Юрьевна, без ответа
15.10.2026 09:28: выезд 2; Аннотова Светлана Юрьевна, указана неточность «Был другой день»

ЗАМЕЧАНИЯ К АНКЕТАМ (0)
нет

ВЫЕЗДЫ В ВАШИ БИБЛИОТЕКИ (3)
15 октября 2026\u202fг.: Деревная. Проверен дневник
15 октября 2026\u202fг.: Деревная. Расставлен фонд
6 октября 2026\u202fг.: Деревная. Расставлен фонд детской литературы

РЕКОМЕНДАЦИИ ВАМ (2)
Обновить стенд у входа (1 ноября 2026\u202fг.)
Обновить стенд (1 ноября 2026\u202fг.)

ВОПРОСЫ В ОТДЕЛ (2)
15.10.2026 09:28, № 1: Где журнал?
15.10.2026 09:28, № 1: → В шкафу

ВАШИ КОНСУЛЬТАЦИИ (0)
нет

ИЗДАНИЯ, КОТОРЫЕ ВЫ СОСТАВИЛИ ИЛИ ДОБАВИЛИ (1)
«Осень», 2026

ИЗДАНИЯ, КОТОРЫЕ ВЫ ИСПОЛЬЗОВАЛИ (1)
15 октября 2026\u202fг., Деревная: «Осень»

ЗАЯВКИ НА МАТЕРИАЛЫ (0)
нет

ВАШИ НОВОСТИ ДЛЯ САЙТА (1)
15 октября 2026\u202fг., Деревная: «Яблоки», у редактора

ЧТО ВЫ ВЫЛОЖИЛИ НА САЙТ (1)
15 октября 2026\u202fг.: «План», slonimlib.by/plan

ОБЪЯВЛЕНИЯ, ВАШИ И ДЛЯ ВАС (1)
15.10.2026 09:28: «Сдайте планы», прочитано: 15.10.2026 09:28

ПОСЕЩЁННЫЕ ЗАНЯТИЯ И СЕРТИФИКАТЫ (0)
нет

ВАШИ ФАЙЛЫ (3)
10.10.2026 15:00: фото
15.10.2026 09:28: фото
15.10.2026 09:28: документ «план.docx»

КЛАССЫ И ЗАНЯТИЯ (0)
нет

НАПОМИНАНИЯ (0)
нет

ПРАВКИ: ВАШИ И В ВАШЕЙ КАРТОЧКЕ (10)
15.10.2026 08:00: карточка сотрудника 5, добавлено
15.10.2026 08:00: учётная запись Telegram 5, привязано
10.10.2026 15:00: конкурсная работа 5, подана
15.10.2026 09:28: карточка сотрудника 5, изменено
15.10.2026 09:28: карточка сотрудника 5, изменено; Скриптов Денис Олегович
15.10.2026 09:28: отсутствие 2, добавлено
15.10.2026 09:28: выезд 2, указана неточность
15.10.2026 09:28: использование издания 1, добавлено
15.10.2026 09:28: новость для сайта 1, подана
15.10.2026 09:28: запись журнала сайта 1, добавлено

Сообщения этого чата хранит и сам Telegram по своим правилам.
"""
BE = """\
Што захоўвае бот: Закладкіна Ніна Іванаўна, на 15 кастрычніка 2026\u202fг.

ПРА ВАС (8)
Імя (па-руску): Закладкина Нина Ивановна
Імя (па-беларуску): Закладкіна Ніна Іванаўна
Роля: бібліятэкар
Абавязкі: член журы
Пасада: библиотекарь 0.75
Рабочы тэлефон: 5-12-34
Мова: Русский
Нумар ва ўстанове: 5

ВАШЫ БІБЛІЯТЭКІ (1)
Дзераўная

УЛІКОВЫ ЗАПІС TELEGRAM (1)
нумар 1005, прывязаны: 15.10.2026 08:00, апошняе паведамленне: —

ЗГОДЫ (1)
15.10.2026 08:00: дадзена, рэдакцыя 1

ДНІ АДСУТНАСЦІ (1)
2 лістапада 2026\u202fг. - 6 лістапада 2026\u202fг.; Пераплётава Ганна Міхайлаўна

ЗАПРАШЭННІ (1)
створана: 15.10.2026 09:28, дзейнічае да: 14.11.2026 23:59, выкарыстана: —

ЧАРНАВІКІ (3)
14.10.2026 15:00: Конкурс: канікулы
15.10.2026 09:28: Выезд у бібліятэку
15.10.2026 09:28: Выезд у бібліятэку; Пераплётава Ганна Міхайлаўна

ЗАХАВАНЫЯ ЗАПІСЫ (2)
10.10.2026 15:00: Конкурс: публікацыя, у чаце
15.10.2026 09:28: Выезд у бібліятэку, у чаце

ВАШЫ ВЫЕЗДЫ (1)
15 кастрычніка 2026\u202fг.: Дзераўная. Расставлен фонд

ПЛАН ВЫЕЗДАЎ, ВАШЫ РАДКІ (1)
снежань 2026 года: Дзераўная, у плане

ЗАПЛАНАВАНЫЯ ПАЕЗДКІ (1)
20 кастрычніка 2026\u202fг.: Паўлава, Азярніца. Взять анкеты

ВАШЫ АБХОДЫ (3)
10 лютага 2026\u202fг.: Дзераўная, Дзераўная; двароў: 38
24 верасня 2026\u202fг.: Дзераўная, Харошавічы; двароў: 21
14 кастрычніка 2026\u202fг.: Дзераўная, Дзераўная; двароў: 14

КОНКУРСНЫЯ РАБОТЫ (1)
10.10.2026 15:00: № 5 «Кніга прыйшла ў кожны двор», «Мы в газете, газета о нас», пададзена

ВАШЫ БАЛЫ Ў ЖУРЫ (0)
няма

ЗАПІСАНА ЗА КАЛЕГ (2)
15 кастрычніка 2026\u202fг.: Дзераўная; Пераплётава Ганна Міхайлаўна, па тэлефоне
15 кастрычніка 2026\u202fг.: абход, Сянькоўшчына; Пераплётава Ганна Міхайлаўна, з папяровага бланка

ЗАПІСАНА ЗА ВАС (2)
15.10.2026 09:28: выезд 1; Анотава Святлана Юр’еўна, без адказу
15.10.2026 09:28: выезд 2; Анотава Святлана Юр’еўна, указана недакладнасць «Был другой день»

ЗАЎВАГІ ДА АНКЕТ (0)
няма

ВЫЕЗДЫ Ў ВАШЫ БІБЛІЯТЭКІ (3)
15 кастрычніка 2026\u202fг.: Дзераўная. Проверен дневник
15 кастрычніка 2026\u202fг.: Дзераўная. Расставлен фонд
6 кастрычніка 2026\u202fг.: Дзераўная. Расставлен фонд детской литературы

РЭКАМЕНДАЦЫІ ВАМ (2)
Обновить стенд у входа (1 лістапада 2026\u202fг.)
Обновить стенд (1 лістапада 2026\u202fг.)

ПЫТАННІ Ў АДДЗЕЛ (2)
15.10.2026 09:28, № 1: Где журнал?
15.10.2026 09:28, № 1: → В шкафу

ВАШЫ КАНСУЛЬТАЦЫІ (0)
няма

ВЫДАННІ, ЯКІЯ ВЫ СКЛАЛІ АБО ДАДАЛІ (1)
«Осень», 2026

ВЫДАННІ, ЯКІЯ ВЫ ВЫКАРЫСТАЛІ (1)
15 кастрычніка 2026\u202fг., Дзераўная: «Осень»

ЗАЯЎКІ НА МАТЭРЫЯЛЫ (0)
няма

ВАШЫ НАВІНЫ ДЛЯ САЙТА (1)
15 кастрычніка 2026\u202fг., Дзераўная: «Яблоки», у рэдактара

ШТО ВЫ ВЫКЛАЛІ НА САЙТ (1)
15 кастрычніка 2026\u202fг.: «План», slonimlib.by/plan

АБ’ЯВЫ, ВАШЫ І ДЛЯ ВАС (1)
15.10.2026 09:28: «Сдайте планы», прачытана: 15.10.2026 09:28

НАВЕДАНЫЯ ЗАНЯТКІ І СЕРТЫФІКАТЫ (0)
няма

ВАШЫ ФАЙЛЫ (3)
10.10.2026 15:00: фота
15.10.2026 09:28: фота
15.10.2026 09:28: дакумент «план.docx»

КЛАСЫ І ЗАНЯТКІ (0)
няма

НАПАМІНЫ (0)
няма

ПРАЎКІ: ВАШЫ І Ў ВАШАЙ КАРТЦЫ (10)
15.10.2026 08:00: картка супрацоўніка 5, дададзена
15.10.2026 08:00: уліковы запіс Telegram 5, прывязана
10.10.2026 15:00: конкурсная работа 5, пададзена
15.10.2026 09:28: картка супрацоўніка 5, зменена
15.10.2026 09:28: картка супрацоўніка 5, зменена; Скрыптаў Дзяніс Алегавіч
15.10.2026 09:28: адсутнасць 2, дададзена
15.10.2026 09:28: выезд 2, указана недакладнасць
15.10.2026 09:28: выкарыстанне выдання 1, дададзена
15.10.2026 09:28: навіна для сайта 1, пададзена
15.10.2026 09:28: запіс журнала сайта 1, дададзена

Паведамленні гэтага чата захоўвае і сам Telegram па сваіх правілах.
"""


@pytest.mark.parametrize(("language", "expected"), [("ru", RU), ("be", BE)])
async def test_the_file_tells_everything(
    filled: Database, tmp_path: Path, language: str, expected: str
):
    assert await said(filled, tmp_path, NINA, language) == expected


async def test_the_file_is_named_in_the_language(filled: Database, tmp_path: Path):
    arguments = {"staff_id": 3, "language": "be", "zone": "Europe/Minsk", "today": "2026-10-15"}
    async with filled.read() as reader:
        assert await mydata.make(reader, arguments, tmp_path / "file") == {
            "name": "maje-danyja-2026-10-15.txt"
        }


async def test_nothing_of_others_is_told(filled: Database, tmp_path: Path):
    text = await said(filled, tmp_path, 14, "ru")
    assert "Где журнал?" in await said(filled, tmp_path, NINA, "ru")
    for told in ("Где журнал?", "Расставлен фонд", "план.docx", "5-12-34"):
        assert told not in text


async def test_nobody_has_no_file(filled: Database, tmp_path: Path):
    with pytest.raises(UserError, match="Nobody is stored with this number"):
        await said(filled, tmp_path, 99, "ru")


async def test_a_long_section_says_how_many_there_are(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(mydata, "LISTED", 1)
    text = await said(filled, tmp_path, NINA, "ru")
    [own] = [part for part in text.split("\n\n") if part.startswith("ВАШИ ФАЙЛЫ")]
    assert own == "ВАШИ ФАЙЛЫ (3)\n10.10.2026 15:00: фото\nЕщё строк: 2."


async def test_a_questionnaire_entered_for_a_colleague_is_told(tmp_path: Path):
    """The methodist of the sample entered the answers of a librarian without Telegram."""
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    db = await Database.open(path)
    async with db.write() as tx:
        await sample.load(
            tx,
            TODAY,
            telegram=True,
            with_guidance=False,
            with_publications=False,
            with_school=False,
        )
    async with db.read() as reader:
        stored = await mydata.read(reader, 3)
    await db.close()
    text = mydata.Pages(translator("ru"), ZoneInfo("Europe/Minsk"), stored).text(TODAY)
    assert [line for line in text.split("\n") if "по квитанциям" in line] == [
        "14.10.2026 15:00: SL-08, paid_fact: «Проверьте сумму по квитанциям»"
    ]
    assert [line for line in text.split("\n") if "анкета, Новодевятковичи" in line] == [
        "10.10.2026 12:00: анкета, Новодевятковичи; Буквицкая Ядвига Антоновна, по телефону"
    ]


async def test_classes_and_sessions_are_told(tmp_path: Path):
    """What a member says of a session, and where they are in a class; who teaches finds that."""
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    db = await Database.open(path)
    async with db.write() as tx:
        await sample.load(tx, TODAY, telegram=True, with_guidance=False, with_publications=False)
        await school.leave(tx, 4, 10, TODAY, now=NOW, by=3)
    found = {}
    async with db.read() as reader:
        for staff_id in (4, 10):
            stored = await mydata.read(reader, staff_id)
            text = mydata.Pages(translator("ru"), ZoneInfo("Europe/Minsk"), stored).text(TODAY)
            found[staff_id] = [
                part.split("\n") for part in text.split("\n\n") if part.startswith("КЛАССЫ")
            ]
    await db.close()
    year = "1 января 2026\u202fг."
    assert found == {
        4: [["КЛАССЫ И ЗАНЯТИЯ (1)", "22 октября 2026\u202fг.: «Читаем с телефона», Вы ведёте"]],
        10: [
            [
                "КЛАССЫ И ЗАНЯТИЯ (4)",
                f"«Библиотечный ориентир», 2026: {year} –",
                f"«Творческий полигон», 2026: {year} –",
                f"«Мобильный профессионал», 2026: {year} – 15 октября 2026\u202fг.",
                ("22 октября 2026\u202fг.: «Читаем с телефона», Вы не сможете (некому заменить)"),
            ]
        ],
    }


async def test_a_methodist_reads_their_consultations(filled: Database, tmp_path: Path) -> None:
    new = NewConsultation(
        held_on=TODAY, channel="phone", staff_id=3, topic="stock", library_id=3, subject="акт"
    )
    async with filled.write() as tx:
        await consultations.add(tx, new, now=NOW, by=3)
    told = await said(filled, tmp_path, 3, "ru")
    assert "15 октября 2026\u202fг.: Телефон, Деревная, Фонд, списание, акт" in told.split("\n")

"""The authors' own words for sheets, columns, types and values. Values only.

Every table leads from a folded word (see `folded`) to the word of XLSForm. The first word of a
row is Russian, the second Belarusian: those are what the template shows; then come the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


def folded(text: str) -> str:
    """Return a word as the tables hold it: small letters, е for ё, one space, no final star."""
    plain = text.casefold().replace("ё", "е").replace("\u00a0", " ").replace("’", "'")
    return " ".join(plain.rstrip(" *:").split())


def _table(rows: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {folded(word): name for name, words in rows.items() for word in words}


SHEET_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "survey": ("вопросы", "пытанні", "анкета", "форма", "опрос", "апытанне", "questions"),
    "choices": (
        "ответы", "адказы", "варианты", "варианты ответов", "списки", "список ответов",
        "варыянты", "варыянты адказаў", "спісы", "спіс адказаў",
    ),
    "settings": ("настройки", "налады", "настройка", "об анкете", "пра анкету"),
}  # fmt: skip
HELP_SHEETS: Final = frozenset({"как заполнять", "як запаўняць", "how to fill in"})
"""Sheets of the template that are for people only."""

SURVEY_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "type": ("тип", "тып", "тип вопроса", "тып пытання"),
    "name": ("имя", "імя", "код", "имя вопроса", "код вопроса", "імя пытання", "код пытання"),
    "label": ("вопрос", "пытанне", "текст вопроса", "тэкст пытання", "текст", "тэкст"),
    "hint": ("подсказка", "падказка", "пояснение", "тлумачэнне", "подсказки", "падказкі"),
    "required": (
        "обязательный", "абавязковы", "обязательно", "абавязкова", "обязательное", "абавязковае",
    ),
    "required_message": ("если не отвечено", "калі няма адказу", "сообщение об обязательном"),
    "relevant": (
        "показывать если", "паказваць калі", "показывать, если", "паказваць, калі", "показывать",
        "паказваць", "если", "калі", "условие", "умова", "условие показа", "умова паказу",
    ),
    "constraint": ("проверка", "праверка", "ограничение", "абмежаванне", "условие проверки"),
    "constraint_message": (
        "сообщение", "паведамленне", "сообщение проверки", "паведамленне праверкі",
        "сообщение об ошибке", "паведамленне пра памылку",
    ),
    "calculation": ("вычисление", "вылічэнне", "расчет", "разлік", "формула"),
    "default": (
        "по умолчанию", "па змаўчанні", "значение по умолчанию", "начальное значение",
        "пачатковае значэнне", "прадвызначана",
    ),
    "appearance": ("вид", "выгляд", "внешний вид", "знешні выгляд", "как показать", "як паказаць"),
    "parameters": ("параметры", "параметр"),
    "choice_filter": ("отбор", "адбор", "фильтр", "фільтр", "отбор вариантов", "адбор адказаў"),
    "repeat_count": ("сколько раз", "колькі разоў", "число повторов", "лік паўтораў"),
    "read_only": ("только чтение", "толькі чытанне", "не менять", "не мяняць"),
    "trigger": ("пересчитать после", "пералічыць пасля"),
    "image": ("картинка", "малюнак", "рисунок", "изображение", "відарыс"),
    "audio": ("звук", "гук"),
    "video": ("видео", "відэа"),
    "compare": (
        "сравнивать", "параўноўваць", "сравнение", "параўнанне", "сравнить с", "параўнаць з",
    ),
    "check": ("мягкая проверка", "мяккая праверка"),
    "ask_if": (
        "переспросить если", "перапытаць калі", "переспросить, если", "перапытаць, калі",
        "переспросить", "перапытаць",
    ),
    "check_message": (
        "что переспросить", "што перапытаць", "сообщение мягкой проверки",
        "паведамленне мяккай праверкі",
    ),
    "known": ("бот знает", "бот ведае", "знает бот", "ведае бот"),
    "notes": ("примечание", "заўвага", "примечания", "заўвагі", "для себя", "для сябе"),
    "disabled": ("отключено", "адключана", "выключено", "не спрашивать", "не пытацца"),
}  # fmt: skip
CHOICES_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "list_name": ("список", "спіс", "имя списка", "імя спіса", "название списка", "назва спіса"),
    "name": ("имя", "імя", "код", "код ответа", "код адказу", "значение", "значэнне"),
    "label": (
        "ответ", "адказ", "вариант", "варыянт", "вариант ответа", "варыянт адказу", "текст",
        "тэкст", "подпись", "подпіс",
    ),
    "image": ("картинка", "малюнак"),
    "notes": ("примечание", "заўвага"),
}  # fmt: skip
SETTINGS_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "form_title": ("название", "назва", "название анкеты", "назва анкеты", "заголовок"),
    "form_id": ("код анкеты", "код анкеты", "код", "имя анкеты", "імя анкеты", "идентификатор"),
    "version": ("версия", "версія"),
    "default_language": ("основной язык", "асноўная мова", "язык", "мова"),
}
HEADERS: Final[Mapping[str, Mapping[str, str]]] = {
    "survey": _table(SURVEY_WORDS),
    "choices": _table(CHOICES_WORDS),
    "settings": _table(SETTINGS_WORDS),
}
SHEETS: Final[Mapping[str, str]] = _table(SHEET_WORDS)
TRANSLATED: Final = frozenset({
    "label", "hint", "constraint_message", "required_message", "check_message", "image", "audio",
    "video", "guidance_hint",
})  # fmt: skip
"""Columns that may stand once in every language."""

PLAIN_HEADERS: Final[Mapping[str, str]] = {
    "compare": "bind::bot:compare",
    "check": "bind::bot:check",
    "ask_if": "bind::bot:ask_if",
    "check_message": "bind::bot:check_message",
    "known": "bind::bot:known",
}
"""Columns of ours as XLSForm carries them: attributes of the bind, in a namespace of ours.

`ask_if` never gets so far: it becomes a `check` that must hold instead.
"""

NAMESPACE: Final = 'bot="urn:knigonosha:forms"'
LANGUAGES: Final[Mapping[str, str]] = {
    "ru": "Русский (ru)",
    "be": "Беларуская (be)",
    "en": "English (en)",
}
LANGUAGE_WORDS: Final = _table({
    "ru": ("рус", "русский", "по-русски", "ru", "руск", "руская", "на русском", "russian"),
    "be": (
        "бел", "белорусский", "по-белорусски", "be", "беларуская", "па-беларуску", "by",
        "на белорусском", "belarusian",
    ),
    "en": ("англ", "английский", "по-английски", "en", "англійская", "english"),
})  # fmt: skip

TYPE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("текст", "тэкст", "строка", "радок", "текстовый"),
    "integer": (
        "целое", "цэлае", "целое число", "цэлы лік", "количество", "колькасць", "целый",
    ),
    "decimal": (
        "число", "лік", "дробное", "дробавы лік", "дробное число", "деньги", "грошы", "сумма",
        "сума", "рубли", "рублі",
    ),
    "date": ("дата", "дата"),
    "time": ("время", "час"),
    "dateTime": ("дата и время", "дата і час"),
    "note": ("заметка", "нататка", "надпись", "надпіс", "объявление", "аб'ява"),
    "image": ("фото", "фота", "фотография", "фатаграфія", "снимок", "здымак"),
    "audio": ("голос", "голас", "аудио", "аўдыя", "звук", "гук"),
    "video": ("видео", "відэа"),
    "file": ("файл", "файл", "документ", "дакумент"),
    "geopoint": ("место", "месца", "координаты", "каардынаты", "местоположение"),
    "acknowledge": ("подтверждение", "пацвярджэнне", "ознакомление", "азнаямленне"),
    "calculate": ("вычисление", "вылічэнне", "расчет", "разлік"),
    "hidden": ("скрытый", "схаваны", "скрытое", "схаванае"),
    "barcode": ("штрихкод", "штрыхкод", "штрих-код", "штрых-код"),
    "range": ("шкала", "диапазон", "дыяпазон"),
    "today": ("сегодня", "сёння"),
    "begin_group": (
        "начало группы", "пачатак групы", "начало раздела", "пачатак раздзела", "группа", "група",
        "раздел", "раздзел",
    ),
    "end_group": ("конец группы", "канец групы", "конец раздела", "канец раздзела"),
    "begin_repeat": (
        "начало повтора", "пачатак паўтору", "повтор", "паўтор", "начало повторения",
    ),
    "end_repeat": ("конец повтора", "канец паўтору", "конец повторения"),
    "select_one yes_no": ("да/нет", "так/не", "да или нет", "так або не", "да - нет", "так - не"),
    "select_one_from_file libraries.csv": ("библиотека", "бібліятэка"),
    "select_multiple_from_file libraries.csv": ("библиотеки", "бібліятэкі"),
    "select_one_from_file staff.csv": ("сотрудник", "супрацоўнік"),
    "select_multiple_from_file staff.csv": ("сотрудники", "супрацоўнікі"),
    "select_one_from_file contests.csv": ("конкурс",),
    "select_one_from_file nominations.csv": ("номинация", "намінацыя"),
    "select_multiple_from_file recommendations.csv": ("рекомендации", "рэкамендацыі"),
}  # fmt: skip
TYPES: Final = _table(TYPE_WORDS)
LIST_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "select_one": ("один из", "адзін з", "одно из", "адно з", "одна из", "адна з", "выбор"),
    "select_multiple": ("несколько из", "некалькі з", "много из", "многие из"),
    "rank": ("по порядку", "па парадку", "порядок", "парадак", "расставить", "расставіць"),
}
OTHER_WORDS: Final = ("или другое", "або іншае", "или другой", "ці іншае")
YES_NO_LIST: Final = "yes_no"
YES_NO_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "yes": {"ru": "Да", "be": "Так", "en": "Yes"},
    "no": {"ru": "Нет", "be": "Не", "en": "No"},
}
"""The list behind the type «да/нет»; it is added where the author has none of that name."""

YES_NO: Final = _table({
    "yes": ("да", "так", "обязательно", "абавязкова", "+"),
    "no": ("нет", "не", "необязательно", "неабавязкова", "-"),
})  # fmt: skip
LOOKS: Final = _table({
    "field-list": ("на одной карточке", "на адной картцы", "одной карточкой", "адной карткай"),
    "table-list": ("таблицей", "табліцай", "таблица", "табліца"),
    "counter": ("счетчик", "лічыльнік"),
    "multiline": ("многострочный", "шматрадковы"),
    "later": ("позже", "пазней", "по желанию", "па жаданні"),
    "confirm": ("подтвердить", "пацвердзіць"),
    "future": ("будущее", "будучыня"),
})  # fmt: skip
COMPARES: Final = _table({
    "year": ("год", "year", "прошлый год", "мінулы год", "с прошлым годом", "з мінулым годам"),
    "last": (
        "прошлый раз", "мінулы раз", "last", "последний", "апошні", "в прошлый раз",
        "у мінулы раз",
    ),
    "none": ("нет", "не", "none", "не сравнивать", "не параўноўваць"),
})  # fmt: skip
COMPARE_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "year": ("год", "год", "year"),
    "last": ("прошлый раз", "мінулы раз", "last"),
    "none": ("нет", "не", "none"),
}
KNOWN_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "rounds": ("обходы", "абходы", "rounds"),
    "entries": ("конкурсные работы", "конкурсныя работы", "entries"),
    "recommendations": ("открытые рекомендации", "адкрытыя рэкамендацыі", "recommendations"),
}
"""What the bot counts itself, for the column «бот знает»."""

KNOWN: Final = _table(KNOWN_WORDS)

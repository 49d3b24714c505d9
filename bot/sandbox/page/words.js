// The words of the page itself in Russian, Belarusian and English, and its dates. What the bot
// says is not here: it comes from the bot's own catalogs.

const WORDS = {
  "page.title": ["Книгоноша: пробный телефон", "Кніганоша: пробны тэлефон", "Knigonosha: a phone to try"],
  "page.brand": ["Книгоноша", "Кніганоша", "Knigonosha"],
  "page.subtitle": ["Рабочий бот библиотечной сети", "Рабочы бот бібліятэчнай сеткі", "A working bot of a library network"],
  "page.skip": ["К переписке", "Да перапіскі", "Skip to the chat"],
  "page.sandbox": ["Проба на учебных данных", "Проба на вучэбных даных", "A trial with sample data"],
  "page.lost": ["Нет связи с сервером пробы. Соединяемся снова…", "Няма сувязі з серверам пробы. Злучаемся зноў…", "The demo server does not answer. Connecting again…"],
  "views": ["Что показать", "Што паказаць", "What to show"],
  "views.people": ["Люди", "Людзі", "People"],
  "views.first": ["Телефон", "Тэлефон", "Phone"],
  "views.second": ["Второй", "Другі", "Second"],
  "theme": ["Светлая или тёмная", "Светлая або цёмная", "Light or dark"],
  "language": ["Язык страницы", "Мова старонкі", "Language of the page"],
  "second.add": ["Второй телефон", "Другі тэлефон", "Second phone"],
  "second.away": ["Убрать", "Прыбраць", "Close"],
  "second.close": ["Убрать второй телефон", "Прыбраць другі тэлефон", "Close the second phone"],

  "clock": ["Часы пробы", "Гадзіннік пробы", "The clock"],
  "clock.hint": ["Переведите вперёд: напоминания придут сами.", "Перавядзіце наперад: напаміны прыйдуць самі.", "Move it on: reminders arrive by themselves."],
  "clock.hour": ["+1 час", "+1 гадзіна", "+1 hour"],
  "clock.day": ["+1 день", "+1 дзень", "+1 day"],
  "clock.april": ["1 апреля", "1 красавіка", "1 April"],
  "clock.moved": ["Теперь на часах: {when}", "Цяпер на гадзінніку: {when}", "The clock now says {when}"],

  "people": ["Люди сети", "Людзі сеткі", "People of the network"],
  "people.hint": ["Чей телефон взять в руки?", "Чый тэлефон узяць у рукі?", "Whose phone to pick up?"],
  "people.beside": ["Открыть рядом", "Адкрыць побач", "Open side by side"],
  "people.unread": ["Непрочитанных: {n}", "Непрачытаных: {n}", "Unread: {n}"],
  "people.news": ["{name}: непрочитанных сообщений {n}", "{name}: непрачытаных паведамленняў {n}", "{name}: {n} unread"],

  "intro.title": ["Попробуйте бота, как на своём телефоне", "Паспрабуйце бота, як на сваім тэлефоне", "Try the bot as on your own phone"],
  "intro.1": ["Выберите человека в списке: каждый видит своё.", "Выберыце чалавека ў спісе: кожны бачыць сваё.", "Choose a person: each sees their own."],
  "intro.2": ["Пишите и нажимайте кнопки. Данные учебные, испортить ничего нельзя.", "Пішыце і націскайце кнопкі. Даныя вучэбныя, сапсаваць нічога нельга.", "Type and press buttons. The data are samples, nothing can be spoilt."],
  "intro.3": ["В 9:30 придут утренние напоминания. Не хочется ждать: переведите часы.", "У 9:30 прыйдуць ранішнія напаміны. Не хочацца чакаць: перавядзіце гадзіннік.", "At 9:30 the morning’s reminders arrive. Would you rather not wait? Move the clock."],
  "intro.people": ["Выбрать человека", "Выбраць чалавека", "Choose a person"],

  "phone": ["Телефон: {name}", "Тэлефон: {name}", "Phone: {name}"],
  "phone.empty": ["Телефон без владельца", "Тэлефон без уладальніка", "A phone of nobody"],
  "phone.log": ["Переписка с ботом", "Перапіска з ботам", "Chat with the bot"],
  "phone.network": ["Сеть", "Сетка", "Network"],
  "phone.network.title": ["Связь на этом телефоне", "Сувязь на гэтым тэлефоне", "Network of this phone"],
  "phone.more": ["Ещё", "Яшчэ", "More"],
  "phone.bot": ["бот на связи", "бот на сувязі", "online"],
  "phone.bot.off": ["бот сейчас не запущен", "бот цяпер не запушчаны", "the bot is not running"],
  "phone.typing": ["печатает…", "друкуе…", "typing…"],
  "phone.offline": ["нет сети", "няма сеткі", "no network"],
  "phone.offline.hint": ["Нет сети. Напишите или нажмите кнопку внизу: телефон отправит позже.", "Няма сеткі. Напішыце або націсніце кнопку ўнізе: тэлефон адправіць пазней.", "No network. Type or press a button below: the phone sends it later."],
  "phone.offline.press": ["Нет сети: кнопка под сообщением не ждёт. Ответ можно написать, он подождёт в телефоне.", "Няма сеткі: кнопка пад паведамленнем не чакае. Адказ можна напісаць, ён пачакае ў тэлефоне.", "No network: a button under a message does not wait. You can type the answer, it waits in the phone."],
  "phone.offline.edit": ["Исправить сообщение можно, когда будет сеть.", "Выправіць паведамленне можна, калі будзе сетка.", "A message can be changed when there is a network."],
  "phone.down": ["К последним сообщениям", "Да апошніх паведамленняў", "To the latest messages"],
  "phone.loading": ["Открываем переписку…", "Адкрываем перапіску…", "Opening the chat…"],
  "phone.start": ["Старт", "Старт", "Start"],
  "phone.start.hint": ["Здесь пока нет сообщений. Нажмите «Старт», как в Telegram.", "Тут пакуль няма паведамленняў. Націсніце «Старт», як у Telegram.", "No messages yet. Press Start, as in Telegram."],
  "phone.block": ["Заблокировать бота", "Заблакіраваць бота", "Block the bot"],
  "phone.unblock": ["Разблокировать бота", "Разблакіраваць бота", "Unblock the bot"],
  "phone.blocked": ["Бот заблокирован: сообщения не приходят.", "Бот заблакіраваны: паведамленні не прыходзяць.", "The bot is blocked: nothing arrives."],
  "phone.large": ["Крупный шрифт", "Буйны шрыфт", "Large text"],
  "phone.noanswer": ["Бот пока не ответил на нажатие.", "Бот пакуль не адказаў на націсканне.", "The bot has not answered the press yet."],
  "phone.refused": ["Не получилось: {reason}", "Не атрымалася: {reason}", "It did not work: {reason}"],
  "phone.retry": ["Отправить ещё раз", "Адправіць яшчэ раз", "Send again"],

  "bubble.bot": ["Бот", "Бот", "Bot"],
  "bubble.you": ["Вы", "Вы", "You"],
  "bubble.menu": ["Действия с сообщением", "Дзеянні з паведамленнем", "Message actions"],
  "bubble.edited": ["изменено", "зменена", "edited"],
  "bubble.silent": ["без звука", "без гуку", "silent"],
  "bubble.sent": ["отправлено", "адпраўлена", "sent"],
  "bubble.waiting": ["ждёт в телефоне", "чакае ў тэлефоне", "waits in the phone"],
  "bubble.failed": ["не отправлено", "не адпраўлена", "not sent"],
  "bubble.reply": ["Ответить", "Адказаць", "Reply"],
  "bubble.edit": ["Изменить", "Змяніць", "Edit"],
  "bubble.copy": ["Скопировать", "Скапіраваць", "Copy"],
  "bubble.copied": ["Скопировано", "Скапіравана", "Copied"],
  "bubble.unfold": ["Показать всё", "Паказаць усё", "Show all"],
  "bubble.spoiler": ["Скрытый текст", "Схаваны тэкст", "Hidden text"],
  "bubble.photo": ["Фото", "Фота", "Photo"],
  "bubble.open": ["Открыть фото", "Адкрыць фота", "Open the photo"],
  "bubble.place": ["Место", "Месца", "Location"],
  "bubble.contact": ["Контакт", "Кантакт", "Contact"],
  "bubble.voice": ["Голосовое сообщение", "Галасавое паведамленне", "Voice message"],
  "bubble.download": ["Скачать", "Спампаваць", "Download"],
  "bubble.reaction": ["Отклик бота: {emoji}", "Водгук бота: {emoji}", "The bot’s reaction: {emoji}"],
  "bubble.files": ["Файлов: {n}", "Файлаў: {n}", "Files: {n}"],
  "bubble.photos": ["Фото: {n}", "Фота: {n}", "Photos: {n}"],

  "write": ["Сообщение", "Паведамленне", "Message"],
  "write.send": ["Отправить", "Адправіць", "Send"],
  "write.commands": ["Команды бота", "Каманды бота", "Commands of the bot"],
  "write.attach": ["Приложить", "Далучыць", "Attach"],
  "write.keyboard": ["Кнопки бота", "Кнопкі бота", "Buttons of the bot"],
  "write.replying": ["Ответ на сообщение", "Адказ на паведамленне", "Reply"],
  "write.editing": ["Исправление сообщения", "Выпраўленне паведамлення", "Editing a message"],
  "write.stop": ["Отменить", "Скасаваць", "Cancel"],
  "attach.photo": ["Фото", "Фота", "Photos"],
  "attach.document": ["Файл", "Файл", "Files"],
  "attach.voice": ["Голосовое из файла", "Галасавое з файла", "Voice from a file"],
  "attach.location": ["Место", "Месца", "Location"],
  "attach.contact": ["Мой контакт", "Мой кантакт", "My contact"],
  "attach.sample": ["Пробный снимок", "Пробны здымак", "A sample photo"],

  "files.title": ["Отправить файлы", "Адправіць файлы", "Send files"],
  "files.caption": ["Подпись", "Подпіс", "Caption"],
  "files.asFiles": ["Без сжатия, как файлы", "Без сціскання, як файлы", "Uncompressed, as files"],
  "files.tooMany": ["Взяты первые десять: больше в одном альбоме нельзя.", "Узяты першыя дзесяць: больш у адным альбоме нельга.", "The first ten are taken: an album holds no more."],
  "files.unreadable": ["Этот файл не удалось прочитать как снимок. Отправьте его как файл.", "Гэты файл не ўдалося прачытаць як здымак. Адпраўце яго як файл.", "This file could not be read as a picture. Send it as a file."],
  "files.drop": ["Отпустите, чтобы приложить", "Адпусціце, каб далучыць", "Drop to attach"],
  "place.title": ["Какое место отправить?", "Якое месца адправіць?", "Which location to send?"],
  "place.own": ["Другие координаты", "Іншыя каардынаты", "Other coordinates"],
  "place.latitude": ["Широта", "Шырата", "Latitude"],
  "place.longitude": ["Долгота", "Даўгата", "Longitude"],
  "place.send": ["Отправить место", "Адправіць месца", "Send the location"],
  "place.wrong": ["Нужны числа: широта от −90 до 90, долгота от −180 до 180, например 53,197 и 25,477.", "Патрэбны лікі: шырата ад −90 да 90, даўгата ад −180 да 180, напрыклад 53,197 і 25,477.", "Two numbers are needed: latitude from −90 to 90, longitude from −180 to 180, for example 53.197 and 25.477."],
  "contact.title": ["Отправить боту свой номер телефона?", "Адправіць боту свой нумар тэлефона?", "Send your phone number to the bot?"],
  "contact.send": ["Отправить контакт", "Адправіць кантакт", "Send the contact"],
  "link.title": ["Ссылка в бот. На чьём телефоне открыть?", "Спасылка ў бот. На чыім тэлефоне адкрыць?", "A link to the bot. On whose phone to open it?"],
  "link.hint": ["Приглашение предназначено одному человеку: можно открыть его сразу на телефоне этого человека.", "Запрашэнне прызначана аднаму чалавеку: можна адкрыць яго адразу на тэлефоне гэтага чалавека.", "An invitation is for one person: it can be opened on that person’s phone at once."],
  "link.open": ["Открыть", "Адкрыць", "Open"],
  "dialog.ok": ["Понятно", "Зразумела", "OK"],
  "dialog.cancel": ["Отмена", "Скасаваць", "Cancel"],
  "dialog.close": ["Закрыть", "Закрыць", "Close"],
  "size.kb": ["{n} КБ", "{n} КБ", "{n} KB"],
  "size.mb": ["{n} МБ", "{n} МБ", "{n} MB"],
};

const LANGUAGES = ["ru", "be", "en"];
const ZONE = "Europe/Minsk";

// Browsers often leave Belarusian out of their own calendars.
const WEEKDAYS = {
  ru: ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"],
  be: ["нядзеля", "панядзелак", "аўторак", "серада", "чацвер", "пятніца", "субота"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
const MONTHS = {
  ru: ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
  be: ["студзеня", "лютага", "сакавіка", "красавіка", "мая", "чэрвеня", "ліпеня", "жніўня", "верасня", "кастрычніка", "лістапада", "снежня"],
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
};

let current = "ru";

/** The language of the page: ru, be or en. */
export const language = () => current;

/** Choose the language of the page; an unknown one leaves it as it is. */
export function setLanguage(wanted) {
  if (LANGUAGES.includes(wanted)) current = wanted;
}

/** Say a text of the page with its values put in. */
export function t(key, values = {}) {
  const text = WORDS[key][LANGUAGES.indexOf(current)];
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** Split a moment into the numbers of a wall calendar in Minsk. */
export function minsk(moment) {
  const found = Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]));
  const [year, month, day] = [Number(found.year), Number(found.month), Number(found.day)];
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, weekday, time: `${found.hour}:${found.minute}` };
}

/** Say a time: 09:28. */
export const timeOf = (moment) => minsk(moment).time;

/** Say a day: четверг, 15 октября. */
export function dayOf(moment) {
  const { month, day, weekday } = minsk(moment);
  return `${WEEKDAYS[current][weekday]}, ${day} ${MONTHS[current][month - 1]}`;
}

/** Say a size of a file. */
export function sizeOf(bytes) {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return t("size.kb", { n: Math.max(1, Math.round(kilobytes)) });
  return t("size.mb", { n: (kilobytes / 1024).toLocaleString(current, { maximumFractionDigits: 1 }) });
}

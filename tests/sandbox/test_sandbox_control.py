"""The doors that the chat page and other processes use."""

import asyncio
import contextlib
import json
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.sandbox import control, pictures, presence
from bot.sandbox.clock import Clock
from bot.sandbox.phone import Phone

NINA = 1001
CHAT = f"/sandbox/chats/{NINA}"
TOKEN = "123456789:" + "A" * 35
NINA_LISTED = {
    "user_id": NINA,
    "first_name": "Нина",
    "last_name": "Ковалёва",
    "username": "nina_k",
    "language_code": "ru",
    "note": "",
    "unread": 0,
}


async def test_people_are_listed_and_added(http):
    assert await http.get("/sandbox/people") == [NINA_LISTED]
    peter = {"user_id": 1002, "first_name": "Пётр", "note": "заведующий", "language_code": "be"}
    assert await http.post("/sandbox/people", [peter]) == {"people": 2}
    assert (await http.get("/sandbox/people"))[1] == {
        **peter,
        "last_name": "",
        "username": None,
        "unread": 0,
    }


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/sandbox/people", [{"name": "x"}]),
        ("POST", "/sandbox/clock", {}),
        ("POST", "/sandbox/clock", {"set": "soon"}),
        ("POST", "/sandbox/faults", {"kind": "rain"}),
        ("POST", "/sandbox/limits", {"speed": 1}),
        ("POST", f"{CHAT}/press", {"message_id": 1, "data": "x"}),
        ("GET", f"{CHAT}/wait", None),
        ("GET", "/sandbox/chats/5", None),
    ],
)
async def test_what_a_door_does_not_understand_is_told(http, method, path, body):
    async with http.session.request(method, http.url + path, json=body) as response:
        assert (response.status, list(await response.json())) == (400, ["error"])


async def test_a_message_is_drawn_for_the_page(http, api):
    markup = {
        "inline_keyboard": [
            [{"text": "Готово", "callback_data": "d", "style": "primary"}],
            [{"text": "Сайт", "url": "https://nlb.by"}, {"text": "№", "copy_text": {"text": "7"}}],
        ]
    }
    sent = api.say(
        "<b>1 &lt; 2</b>", parse_mode="HTML", reply_markup=markup, disable_notification=True
    )
    api("setMyCommands", commands=[{"command": "my", "description": "Мои дела"}])
    plain = dict.fromkeys(["data", "url", "copy_text", "style"])
    assert await http.get(CHAT) == {
        "messages": [
            {
                "message_id": sent["message_id"],
                "rev": 1,
                "said_rev": 1,
                "date": sent["date"],
                "from": "bot",
                "text": "1 < 2",
                "entities": [{"offset": 0, "length": 5, "type": "bold"}],
                "caption": None,
                "caption_entities": [],
                "html": "<b>1 &lt; 2</b>",
                "photo": None,
                "document": None,
                "voice": None,
                "video": None,
                "location": None,
                "contact": None,
                "media_group_id": None,
                "inline": [
                    [{**plain, "text": "Готово", "data": "d", "style": "primary"}],
                    [
                        {**plain, "text": "Сайт", "url": "https://nlb.by/"},
                        {**plain, "text": "№", "copy_text": "7"},
                    ],
                ],
                "edited": False,
                "reply_to": None,
                "reaction": None,
                "silent": True,
                "forwarded": False,
            }
        ],
        "deleted": [],
        "keyboard": None,
        "commands": [{"command": "my", "description": "Мои дела"}],
        "blocked": False,
        "unread": 1,
        "rev": 1,
        "answers": [],
    }


async def test_acts_are_done_over_http(http):
    sent = await http.post(f"{CHAT}/text", {"text": "раз"})
    await http.post(f"{CHAT}/edit", {"message_id": sent["message_id"], "text": "два"})
    await http.post(f"{CHAT}/location", {"latitude": 53.9, "longitude": 27.5})
    await http.post(f"{CHAT}/contact", {})
    await http.post(f"{CHAT}/start", {"payload": "code"})
    await http.post(f"{CHAT}/forward", {"message_id": sent["message_id"]})
    await http.post(f"{CHAT}/text", {"text": "три", "reply_to": sent["message_id"]})
    await http.post(f"{CHAT}/block")
    await http.post(f"{CHAT}/unblock")
    await http.post(f"{CHAT}/read", {})
    view = await http.get(CHAT)
    drawn = [
        (one["text"], one["edited"], one["forwarded"], one["reply_to"]) for one in view["messages"]
    ]
    assert drawn == [
        ("два", True, False, None),
        (None, False, False, None),
        (None, False, False, None),
        ("/start code", False, False, None),
        ("два", False, True, None),
        ("три", False, False, sent["message_id"]),
    ]
    assert view["messages"][1]["location"]["latitude"] == 53.9
    assert view["messages"][2]["contact"]["user_id"] == NINA


async def upload(http, act: str, *contents: bytes, **fields: str) -> dict:
    form = aiohttp.FormData(fields, default_to_multipart=True, quote_fields=False)
    for number, content in enumerate(contents):
        form.add_field("file", content, filename=f"файл{number}.png", content_type="image/png")
    async with http.session.post(f"{http.url}{CHAT}/{act}", data=form) as response:
        return await response.json()


async def test_files_are_uploaded_and_shown(http):
    album = await upload(http, "photo", pictures.sample(1), pictures.sample(2), caption="стенд")
    assert len(album["message_ids"]) == 2
    await upload(http, "document", b"<script>", caption="план")
    await upload(http, "voice", b"OggS", duration="4")
    await upload(http, "video", b"ftyp")
    first, second, document, voice, video = (await http.get(CHAT))["messages"]
    assert (first["caption"], first["media_group_id"]) == ("стенд", second["media_group_id"])
    assert (first["photo"]["width"], first["photo"]["height"]) == (320, 240)
    shown = {name: document["document"][name] for name in ("name", "size", "mime")}
    assert shown == {"name": "файл0.png", "size": 8, "mime": "image/png"}
    assert (voice["voice"]["duration"], video["video"]["duration"]) == (4, 5)
    file_id = document["document"]["file_id"]
    async with http.session.get(f"{http.url}/sandbox/files/{file_id}") as response:
        assert (await response.read(), response.headers["Content-Security-Policy"]) == (
            b"<script>",
            "sandbox",
        )
    assert await http.get("/sandbox/files/x") == {"error": "no such file"}


async def test_a_file_too_large_is_refused_here_too(http, monkeypatch):
    monkeypatch.setattr("bot.sandbox.body.MAX_BODY", 1000)
    assert await upload(http, "document", b"x" * 2000) == {"error": "Request Entity Too Large"}


async def test_the_clock_is_read_moved_and_shared(http, state, tmp_path):
    state.clock.path = tmp_path / "clock.json"
    moved = await http.post("/sandbox/clock", {"advance_s": 3600})
    assert moved["offset_s"] == 3600
    assert json.loads(state.clock.path.read_text()) == {"offset_s": 3600}
    await http.post("/sandbox/clock", {"set": "2026-10-15T09:28:00+03:00"})
    shown = datetime.fromisoformat((await http.get("/sandbox/clock"))["now"])
    assert (shown - datetime(2026, 10, 15, 6, 28, tzinfo=UTC)).total_seconds() < 60


def test_a_clock_begins_shifted(tmp_path):
    clock = Clock(tmp_path / "clock.json", offset_s=-86_400)
    assert round((clock.now() - datetime.now(UTC)).total_seconds() / 60) == -1440
    assert json.loads((tmp_path / "clock.json").read_text()) == {"offset_s": -86_400}


async def test_faults_limits_and_updates_are_switched_from_outside(http, state):
    assert await http.post("/sandbox/faults", {"kind": "flood", "retry_after": 3}) == {"active": 1}
    assert await http.post("/sandbox/faults", {"kind": "restart_ids"}) == {"active": 1}
    async with http.session.delete(f"{http.url}/sandbox/faults") as response:
        assert await response.json() == {"active": 0}
    assert await http.post("/sandbox/limits", {"chat_burst": 1}) == {"on": True}
    assert state.limits.chat_burst == 1
    async with http.session.delete(f"{http.url}/sandbox/limits") as response:
        assert await response.json() == {"on": False}
    assert state.limits is None
    before = state.updates.next_id
    injected = await http.post("/sandbox/updates", {"message": {}})
    assert injected["update_id"] < before


async def test_the_journal_is_read_from_a_number_on(http):
    await http("getMe")
    await http("getMe")
    journal = await http.get("/sandbox/calls", since=1)
    assert (journal["n"], [one["n"] for one in journal["calls"]]) == (2, [2])


async def test_a_wait_ends_with_the_change(http, state, api, until):
    waiting = asyncio.create_task(http.get(f"{CHAT}/wait", since=0))
    await until(lambda: state.chats[NINA]._waiters)
    api.say("x")
    assert await waiting == {"rev": 1}
    assert await http.get(f"{CHAT}/wait", since=1, timeout=0) == {"rev": 1}
    assert state.chats[NINA]._waiters == []


class Stream:
    """Reads a stream of events."""

    def __init__(self, response) -> None:
        self.response = response

    async def event(self) -> dict:
        """Read the next event; {} at the end of the stream."""
        while line := await self.response.content.readline():
            if line.startswith(b"data: "):
                return json.loads(line[6:])
        return {}


@contextlib.asynccontextmanager
async def listening(http, **headers: str):
    address = f"{http.url}/sandbox/events"
    async with http.session.get(address, headers=headers) as response:
        assert response.content_type == "text/event-stream"
        stream = Stream(response)
        yield stream


async def test_everything_that_happens_is_streamed(http, api, state):
    nina = Phone(state, NINA)
    async with listening(http) as stream:
        assert await stream.event() == {"kind": "bot", "online": False}
        buttons = {"inline_keyboard": [[{"text": "x", "callback_data": "d"}]]}
        sent = api.say("x", reply_markup=buttons)["message_id"]
        where = {"chat_id": NINA, "message_id": sent}
        callback_id = nina.press(sent, "d")
        api("answerCallbackQuery", callback_query_id=callback_id, text="да")
        api("editMessageText", **where, text="y")
        api("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
        api("deleteMessage", **where)
        api("sendChatAction", chat_id=NINA, action="typing")
        api("setMyCommands", commands=[])
        api.say("z", reply_markup={"keyboard": [["Обход"]]})
        nina.read()
        await http.post("/sandbox/clock", {"advance_s": 1})
        await http("getUpdates")
        seen = [await stream.event() for _ in range(15)]
    assert [(one["n"], one["kind"]) for one in seen] == list(
        enumerate(
            [
                *("message", "unread", "answer", "edit", "reaction", "delete", "unread"),
                *("typing", "commands", "keyboard", "message", "unread", "unread", "clock", "bot"),
            ],
            1,
        )
    )
    short = {one["n"]: {k: v for k, v in one.items() if k not in {"n", "kind"}} for one in seen}
    assert short[3] == {
        "chat_id": NINA,
        "callback_id": callback_id,
        "message_id": sent,
        "text": "да",
        "show_alert": False,
        "url": None,
    }
    assert (short[4]["message"]["text"], short[4]["message"]["edited"]) == ("y", True)
    assert short[5] == {"chat_id": NINA, "message_id": sent, "emoji": "👍"}
    assert short[6] == {"chat_id": NINA, "message_id": sent}
    assert short[8] == {"chat_id": NINA, "action": "typing"}
    assert short[9] == {"chat_id": NINA}
    assert short[10] == {"chat_id": NINA, "keyboard": {"keyboard": [[{"text": "Обход"}]]}}
    assert [short[n] for n in (2, 7, 12, 13)] == [
        {"chat_id": NINA, "unread": unread} for unread in (1, 0, 1, 0)
    ]
    assert short[15] == {"online": True}


async def test_a_stream_goes_on_where_it_broke_off(http, api):
    async with listening(http) as stream:
        await stream.event()
    api.say("а")
    api.say("б")
    async with listening(http, **{"Last-Event-ID": "2"}) as stream:
        await stream.event()
        assert (await stream.event())["message"]["text"] == "б"


async def test_a_quiet_stream_is_kept_alive(http, monkeypatch):
    monkeypatch.setattr(control, "BEAT_S", 0.001)
    async with listening(http) as stream:
        await stream.event()
        assert await stream.response.content.readline() == b"\n"
        assert await stream.response.content.readline() == b": still here\n"


async def test_the_bot_is_away_when_it_stops_polling(http, monkeypatch):
    monkeypatch.setattr(presence, "GRACE_S", 0.001)
    async with listening(http) as stream:
        await http("getUpdates")
        seen = [await stream.event() for _ in range(3)]
    assert [one["online"] for one in seen] == [False, True, False]


async def test_the_page_is_served(http):
    async with http.session.get(f"{http.url}/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert "<html" in await response.text()
    for name in ("nothing.js", "..%2f__init__.py"):
        async with http.session.get(f"{http.url}/page/{name}") as response:
            assert response.status == 404
    async with http.session.get(f"{http.url}/page/api.js") as response:
        assert response.content_type == "text/javascript"

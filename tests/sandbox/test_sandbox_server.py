"""The Bot API over HTTP: paths, tokens, bodies, files, and each fault as a client meets it."""

import asyncio

import aiohttp
import pytest
from aiohttp import ClientConnectionError

from bot.sandbox import server
from bot.sandbox.telegram import Telegram

NINA = 1001
TOKEN = "123456789:" + "A" * 35


def refusal(code: int, description: str, **more) -> dict:
    return {"ok": False, "error_code": code, "description": description, **more}


async def test_tokens_and_methods(http, state):
    assert (await http("getMe"))["result"]["username"] == state.bot["username"]
    assert (await http("GETME"))["ok"] is True
    assert await http("getMee") == refusal(404, "Not Found: method not found")
    assert await http("getMe", "x") == refusal(401, "Unauthorized: invalid token specified")
    assert await http.get("/nowhere") == refusal(404, "Not Found")


async def test_a_configured_token_is_the_only_one():
    telegram = Telegram(token=TOKEN)
    assert telegram.bot["id"] == 123456789
    async with server.running(telegram) as url, aiohttp.ClientSession() as session:
        async with session.get(f"{url}/bot{TOKEN}/getMe") as response:
            assert response.status == 200
        async with session.get(f"{url}/bot{TOKEN}b/getMe") as response:
            assert (response.status, await response.json()) == (401, refusal(401, "Unauthorized"))


async def test_every_kind_of_body_is_read(http):
    address = f"{http.url}/bot{TOKEN}/sendMessage"
    fields = {"chat_id": str(NINA), "text": "Привет"}
    form = aiohttp.FormData(fields, default_to_multipart=True)
    bodies = [{"params": fields}, {"data": fields}, {"json": fields}, {"data": form}]
    texts = []
    for body in bodies:
        async with http.session.post(address, **body) as response:
            texts.append((await response.json())["result"]["text"])
    assert texts == ["Привет"] * 4


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_a_broken_json_body_is_refused(http, body):
    headers = {"Content-Type": "application/json"}
    address = f"{http.url}/bot{TOKEN}/getMe"
    async with http.session.post(address, data=body, headers=headers) as response:
        assert await response.json() == refusal(
            400, "Bad Request: can't parse request JSON object"
        )


async def test_files_go_up_and_come_down(http):
    # Telegram does not decode a percent-quoted name, so a client must not quote it.
    form = aiohttp.FormData({"chat_id": str(NINA), "caption": "план"}, quote_fields=False)
    form.add_field("document", b"%PDF", filename="план.pdf", content_type="application/pdf")
    async with http.session.post(f"{http.url}/bot{TOKEN}/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert document["file_name"] == "план.pdf"
    path = (await http("getFile", file_id=document["file_id"]))["result"]["file_path"]
    async with http.session.get(f"{http.url}/file/bot{TOKEN}/{path}") as response:
        assert await response.read() == b"%PDF"
    assert await http.get(f"/file/bot{TOKEN}/nowhere") == refusal(404, "Not Found")
    assert await http.get("/file/botx/nowhere") == refusal(
        401, "Unauthorized: invalid token specified"
    )


async def test_a_nested_multipart_part_is_passed_over(http):
    with aiohttp.MultipartWriter("form-data") as outer:
        inner = aiohttp.MultipartWriter("mixed")
        inner.append("x")
        outer.append(inner)
        part = outer.append(str(NINA))
        part.set_content_disposition("form-data", name="chat_id")
    async with http.session.post(f"{http.url}/bot{TOKEN}/getChat", data=outer) as response:
        assert (await response.json())["result"]["id"] == NINA


async def chunks(size: int):
    yield b"x" * size


@pytest.mark.parametrize("kind", ["json", "form", "unannounced", "multipart"])
async def test_a_body_too_large_is_refused(state, kind, monkeypatch):
    monkeypatch.setattr("bot.sandbox.body.MAX_BODY", 1000)
    monkeypatch.setattr("bot.sandbox.server.MAX_BODY", 1000)
    form = aiohttp.FormData()
    form.add_field("document", chunks(2000), filename="a")
    bodies = {
        "json": {"json": {"text": "x" * 2000}},
        "form": {"data": {"text": "x" * 2000}},
        "unannounced": {"data": chunks(2000)},
        "multipart": {"data": form},
    }
    async with (
        server.running(state) as url,
        aiohttp.ClientSession() as session,
        session.post(f"{url}/bot{TOKEN}/getMe", **bodies[kind]) as response,
    ):
        assert (response.status, await response.json()) == (
            413,
            refusal(413, "Request Entity Too Large"),
        )


async def test_a_flood_of_429(http, state):
    state.faults.add("flood", method="sendMessage", chat_id=NINA, count=1, retry_after=7)
    state.person(1002, "Пётр")
    message = {"text": "x"}
    assert (await http("sendMessage", chat_id=1002, **message))["ok"] is True
    assert await http("sendMessage", chat_id=NINA, **message) == refusal(
        429, "Too Many Requests: retry after 7", parameters={"retry_after": 7}
    )
    assert (await http("sendMessage", chat_id=NINA, **message))["ok"] is True


async def test_any_error(http, state):
    state.faults.add("error", count=1)
    assert await http("getMe") == refusal(500, "Internal Server Error: restart")


async def test_a_bad_gateway_answers_no_json(http, state):
    state.faults.add("bad_gateway", count=1)
    async with http.session.get(f"{http.url}/bot{TOKEN}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/plain")


@pytest.mark.parametrize(("kind", "effects"), [("cut_before", 0), ("cut_after", 1)])
async def test_a_cut_connection_before_or_after_the_effect(http, state, kind, effects):
    state.faults.add(kind, method="sendMessage", count=1)
    with pytest.raises(ClientConnectionError):
        await http("sendMessage", chat_id=NINA, text="x")
    assert len(state.chats[NINA].messages) == effects


async def test_a_slow_answer_comes_after_the_effect(http, state):
    state.faults.add("slow", method="sendMessage", count=1, delay_s=60)
    call = asyncio.create_task(http("sendMessage", chat_id=NINA, text="x"))
    await state.chats[NINA].changed(0, 5)
    assert not call.done()
    call.cancel()


async def test_a_slow_answer_arrives_in_the_end(http, state):
    state.faults.add("slow", count=1, delay_s=0.01)
    assert (await http("getMe"))["ok"] is True


def test_faults_by_chance_follow_the_seed():
    def struck(seed: int) -> list[bool]:
        faults = Telegram(seed=seed).faults
        faults.add("flood", probability=0.5)
        return [faults.pick("flood") is not None for _ in range(20)]

    assert struck(1) == struck(1)
    assert 0 < sum(struck(1)) < 20


def test_an_unknown_fault_is_refused(state):
    for settings in ({"kind": "rain"}, {"kind": "flood", "wind": 1}):
        with pytest.raises(ValueError, match="unknown fault"):
            state.faults.add(**settings)


async def test_the_journal_names_every_call(http, state):
    await http("sendMessage", chat_id=NINA, text="x")
    await http("sendMessage", chat_id=5, text="x")
    state.faults.add("cut_before", count=1)
    with pytest.raises(ClientConnectionError):
        await http("getMe")
    state.faults.add("bad_gateway", count=1)
    with pytest.raises(aiohttp.ContentTypeError):
        await http("getMe")
    noted = [(one["method"], one["code"], one["description"]) for one in state.journal]
    assert noted == [
        ("sendmessage", 200, ""),
        ("sendmessage", 400, "Bad Request: chat not found"),
        ("getme", 0, "connection cut"),
        ("getme", 502, "Bad Gateway"),
    ]


async def test_a_journal_can_be_left_out():
    telegram = Telegram(journal=False)
    async with server.running(telegram) as url, aiohttp.ClientSession() as session:
        async with session.get(f"{url}/bot{TOKEN}/getMe") as response:
            assert response.status == 200
        async with session.get(f"{url}/sandbox/calls") as response:
            assert await response.json() == {"n": 1, "calls": []}


async def test_a_dropped_poll_is_over_at_once(http, state, until):
    poll = asyncio.create_task(http("getUpdates", timeout=50))
    await until(lambda: state.presence.is_online)
    poll.cancel()
    await until(lambda: not state.presence._polls)
    state.presence._check(served=1)
    assert state.presence.is_online is False


async def test_the_server_stops_while_a_poll_waits(state, until):
    async with aiohttp.ClientSession() as session:
        async with server.running(state) as url:
            address = f"{url}/bot{TOKEN}/getUpdates"
            poll = asyncio.create_task(session.post(address, data={"timeout": 50}))
            await until(lambda: state.presence.is_online)
        response = await poll
        assert await response.json() == refusal(409, "Conflict: the sandbox stops")

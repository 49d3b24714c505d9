"""News written in chat, for the tests about what becomes of it."""

import io
from typing import Any

from PIL import Image
from sited import checked_page
from world import World

from bot.sandbox.driver import Chat

PAVEL, NINA, HANNA, SVETLANA, HEAD = 1004, 1005, 1009, 1003, 1001
TITLE = "Осень в библиотеке"


def a_picture(shade: int = 90, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """Draw a JPEG that says where it was taken."""
    picture = Image.new("RGB", size, (shade, 120, 200))
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif, comment=b"secret place")
    return made.getvalue()


async def editor(world: World) -> Chat:
    """Hand out the phone of the site's editor."""
    pavel = world.chat(PAVEL)
    await pavel.start()
    return pavel


async def written(world: World, *, photos: int = 0, title: str = TITLE) -> Chat:
    """Let Nina write news with photos that everybody has agreed to; return her phone."""
    nina = world.chat(NINA)
    await nina.start()
    await nina.send("/news")
    await nina.press("Написать новость")
    await nina.send(title)
    await nina.press("Вчера")
    await nina.send("Читали Якуба Коласа.")
    await nina.press("Дальше")
    for number in range(photos):
        await nina.photo(a_picture(90 + number))
    await nina.press("Дальше" if photos else "Без фото")
    if photos:
        await nina.press("Да, согласны все")
        await nina.press("Детей нет")
    await nina.send("25")
    await nina.press("Отправить редактору")
    return nina


async def published(world: World, *, photos: int = 0, title: str = TITLE) -> tuple[Chat, Chat]:
    """Let Pavel publish what Nina has written; return both phones."""
    pavel = await editor(world)
    nina = await written(world, photos=photos, title=title)
    await opened(pavel, title)
    if photos:
        await pavel.press("Фота")
        await pavel.press("Узяць прапанаваныя апісанні")
        await pavel.press("Назад")
    await pavel.press("Апублікаваць…")
    await pavel.press("Апублікаваць")
    await world.settled()
    return nina, pavel


async def refused(chat: Chat, button: str) -> str:
    """Press a button by its label, or forge one by its data; return what is said to that."""
    said = await (chat.forge(button) if "." in button else chat.press(button))
    return chat.toast if not said else f"not refused: {said}"


async def heard(chat: Chat) -> str:
    """Return the last thing that the bot has said of itself."""
    return (await chat.news())[-1]


async def opened(pavel: Chat, title: str = TITLE) -> list[str]:
    """Open news of the list."""
    await pavel.send("/news")
    return await pavel.press(title)


def on_site(world: World) -> list[str]:
    """Return what lies under the site, pictures without their hashes."""
    folder = world.folder / "site"
    return sorted(
        one.relative_to(folder).as_posix().replace(one.name[:20], "#")
        if one.suffix == ".jpg"
        else one.relative_to(folder).as_posix()
        for one in folder.rglob("*")
        if one.is_file()
    )


def page(world: World, name: str = "index.html") -> Any:
    """Return a page of the site, checked."""
    return checked_page((world.folder / "site" / name).read_text("utf-8"))


def titles(world: World) -> list[str]:
    """Return the titles on the first page."""
    return [one.text for one in page(world).iter("h3")]

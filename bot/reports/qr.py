"""QR codes as pictures: what a telephone's camera opens."""

import io


def png(link: str, scale: int = 12, border: int = 2) -> bytes:
    """Draw a link (some 10 ms); `scale`: points a module, `border`: modules of white."""
    import segno  # noqa: PLC0415  # only where a code is drawn

    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="png", scale=scale, border=border)
    return drawn.getvalue()


def deep_link(username: str, payload: str) -> str:
    """Return the link that opens the bot with a payload."""
    return f"https://t.me/{username}?start={payload}"

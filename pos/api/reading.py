"""Reading the bodies of requests, with a limit on their size, their depth and their time."""

import asyncio
from typing import Final, TypeVar

import msgspec
from aiohttp import web

from pos.api.jsonrpc import MAX_BODY_BYTES, is_too_deep
from pos.domain.errors import Refused

_BODY_S: Final = 20.0

T = TypeVar("T")


async def body_of(request: web.Request) -> bytes:
    """The whole body; most come together with their head, and only the others may be slow.

    Raises HTTPRequestEntityTooLarge, RequestPayloadError or TimeoutError.
    """
    if request.content.is_eof():
        return await request.read()
    async with asyncio.timeout(_BODY_S):
        return await request.read()


async def json_body(request: web.Request, kind: type[T]) -> T:
    """The body as a typed value; numbers keep their digits.

    Raises Refused: "too_large", "unreadable", or "invalid_body" which names the wrong field.
    """
    return decoded(await small_body(request), kind)


async def small_body(request: web.Request) -> bytes:
    """The body. Raises Refused("too_large") or Refused("unreadable")."""
    try:
        return await body_of(request)
    except web.HTTPRequestEntityTooLarge as why:
        text = f"The request is larger than {MAX_BODY_BYTES // 1024} KiB"
        raise Refused("too_large", text) from why
    except (web.RequestPayloadError, OSError) as why:  # packed wrongly, broken off, or too slow
        raise Refused("unreadable", "The request did not come whole") from why


def decoded(body: bytes, kind: type[T]) -> T:
    """JSON as a typed value. Raises Refused("invalid_body")."""
    if is_too_deep(body):
        raise Refused("invalid_body", "The JSON is nested too deeply")
    try:
        body.decode()  # the decoder looks only into the strings that it is asked for
        return msgspec.json.decode(body, type=kind)
    except UnicodeDecodeError as why:
        raise Refused("invalid_body", "The request is not UTF-8") from why
    except msgspec.ValidationError as why:
        raise Refused("invalid_body", _words(str(why))) from why
    except msgspec.DecodeError as why:
        raise Refused("invalid_body", "The request is not valid JSON") from why


def _words(why: str) -> str:
    """Msgspec's message with the field first, as the old protocol names it."""
    text, _, place = why.partition(" - at `$")
    text = text.replace("`", "").replace("Expected", "expected")
    field = place.rstrip("`").lstrip(".")
    return f'"{field}": {text}' if field else f"The request: {text}"

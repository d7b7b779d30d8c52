"""One table of everything the web face answers: the server routes by it, and tells of it.

What is not in the table is not served, and what is served stands in the document at /openapi.json;
only the pages for people are left out.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

TEXT = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A query parameter or a header. `schema` is its JSON schema."""

    name: str
    about: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    place: str = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One kind of answer. Its body is of the msgspec type `kind`, or text of the type `media`.

    Without both it has no body, or one that nobody needs to read.
    """

    about: str
    kind: Any = None
    media: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One method of one path, in words for whoever programs a shop.

    `path` is as the document writes it, `pattern` as aiohttp needs it where that is more, `also`
    are other spellings that are answered alike. `example` is a `body` as a shop may send it.
    `security` lists the ways to be let in, each a set of schemes; empty means that everybody is, or
    the address alone decides. A page of another origin may ask where there is a `preflight`.
    """

    method: str
    path: str
    answer: Answer
    name: str
    about: str
    tag: str
    replies: Mapping[int, Reply]
    fields: tuple[Field, ...] = ()
    body: Any = None
    example: Mapping[str, Any] | None = None
    security: tuple[tuple[str, ...], ...] = ()
    pattern: str = ""
    also: tuple[str, ...] = ()
    preflight: Answer | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path to add to the router."""
        return (self.pattern or self.path, *self.also)


def json_reply(about: str, kind: Any) -> Reply:  # noqa: ANN401 - any type that msgspec knows
    """An answer in JSON."""
    return Reply(about=about, kind=kind, media="application/json")

"""What goes to online shops and who may ask for them: endpoints, keys and the postman, wired."""

import secrets
import string
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final, Protocol

from pos.app.chance import unguessable_ids
from pos.app.profile import secret_of
from pos.domain.ports.clock import Clock
from pos.domain.ports.shops import Endpoints, Keys
from pos.engine.access import Access
from pos.engine.hookbook import HookBook
from pos.engine.hooks import Hooks
from pos.engine.shop import Errand
from pos.postman.post import PostSettings
from pos.postman.postman import WebPostman

SECRET_LETTERS: Final = 43
"""So many letters and digits hold 256 bits."""


class Cabinet(Protocol):
    """The part of a store that is needed here."""

    @property
    def keys(self) -> Keys:
        """API keys."""

    @property
    def endpoints(self) -> Endpoints:
        """Webhook endpoints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The postman and the doors to endpoints and keys; `errands` keep them up to date."""

    postman: WebPostman
    book: HookBook
    hooks: Hooks
    access: Access

    @property
    def errands(self) -> tuple[Errand, ...]:
        """What runs as long as the shop does."""
        return self.book.keep_fresh, self.access.keep_fresh


@asynccontextmanager
async def open_letters(
    folder: Path, cabinet: Cabinet, clock: Clock, allow: tuple[str, ...]
) -> AsyncIterator[Letters]:
    """All of it, knowing what is stored now; `allow` as in `[postback]`.

    The secrets in the folder are made at first use.
    """
    book = HookBook(cabinet.endpoints, secret_of(folder, "webhook.key"), clock)
    settings = PostSettings(
        secret=secret_of(folder, "postback.key"),
        user_agent=f"Florin/{version('florin')}",
        allow=allow,
    )
    new_id = unguessable_ids().__next__
    access = Access(keys=cabinet.keys, clock=clock, new_id=new_id, new_secret=unguessable_secret)
    await book.refresh()
    await access.refresh()
    async with WebPostman(settings, clock, addressee=book.addressee) as postman:
        hooks = Hooks(
            book=book, endpoints=cabinet.endpoints, postman=postman, clock=clock, new_id=new_id
        )
        yield Letters(postman=postman, book=book, hooks=hooks, access=access)


def unguessable_secret() -> str:
    """Letters and digits that nobody can guess."""
    letters = string.ascii_letters + string.digits
    return "".join(secrets.choice(letters) for _ in range(SECRET_LETTERS))

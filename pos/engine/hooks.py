"""The door to the shop's webhook endpoints: who is told of what, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId
from pos.domain.payment.event import Event
from pos.domain.payment.events import EVENT_NAMES
from pos.domain.ports.clock import Clock
from pos.domain.ports.outbox import Attempt, Delivery, Outcome, Postman
from pos.domain.ports.shops import Endpoint, Endpoints
from pos.engine.hookbook import HookBook, webhook_of

OVERLAP_S: Final = 86_400
"""How long the secret from before a rotation still signs, too."""

TEST: Final = "test"
"""The event that `test` sends; no endpoint can leave it out."""

_LONGEST_URL: Final = 2_000
_GROUPS: Final = frozenset(f"{name.partition('.')[0]}." for name in EVENT_NAMES)


class Hooks:
    """Commands on endpoints. Every answer is durable; every refusal is a `Refused`."""

    def __init__(
        self,
        *,
        book: HookBook,
        endpoints: Endpoints,
        postman: Postman,
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        self._book = book
        self._endpoints = endpoints
        self._postman = postman
        self._clock = clock
        self._new_id = new_id

    async def listed(self) -> Sequence[Endpoint]:
        """All endpoints, oldest first."""
        return await self._endpoints.endpoints()

    async def add(self, url: str, events: Sequence[str] = (), id: str = "") -> Endpoint:
        """Tell this address of these events, from now on; of all of them if none are named.

        An event is a name such as "refund.confirmed" or a group such as "invoice.". `id` is for
        callers who noted beforehand what the new endpoint is called. Raises Refused: invalid_url,
        unknown_event.
        """
        endpoint = Endpoint(
            id=id or self._new_id(),
            url=checked_url(url),
            events=_checked_events(events),
            created_at=self._clock.now(),
        )
        return await self._save(endpoint)

    async def change(
        self,
        id: str,
        *,
        url: str | None = None,
        events: Sequence[str] | None = None,
        is_on: bool | None = None,
    ) -> Endpoint:
        """Change what is named. What waits for one that is off waits on, until patience ends.

        Raises Refused: unknown_endpoint, invalid_url, unknown_event.
        """
        known = await self._endpoint(id)
        changed = replace(
            known,
            url=known.url if url is None else checked_url(url),
            events=known.events if events is None else _checked_events(events),
            is_on=known.is_on if is_on is None else is_on,
        )
        return await self._save(changed)

    async def rotate(self, id: str) -> Endpoint:
        """Give an endpoint a new secret; for a day the old one signs beside it.

        Raises Refused("unknown_endpoint").
        """
        known = await self._endpoint(id)
        until = self._clock.now() + OVERLAP_S
        number = known.secret_number + 1
        return await self._save(replace(known, secret_number=number, previous_until=until))

    async def remove(self, id: str) -> None:
        """Tell an endpoint nothing any more. Raises Refused("unknown_endpoint")."""
        await self._endpoints.remove_endpoint(id)
        await self._book.refresh()

    def secret_of(self, endpoint: Endpoint) -> str:
        """What signs for an endpoint now, for its owner's eyes only."""
        return self._book.secret_of(endpoint)

    async def test(self, id: str) -> Outcome:
        """Send a test event at once, and only once. Raises Refused("unknown_endpoint")."""
        endpoint, now = await self._endpoint(id), self._clock.now()
        event = Event(
            key=f"{TEST}:{self._new_id()}",
            name=TEST,
            invoice=InvoiceId(""),
            selector="",
            at=now,
            stage="",
            door="",
        )
        effect = webhook_of(endpoint, event)
        await self._book.refresh()
        return await self._postman.deliver(
            Delivery(id=effect.key, effect=effect, created_at=now, due_at=now, tries=0, outcome="")
        )

    async def log(
        self, id: str, limit: int = 50, skip: int = 0
    ) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """What was sent to an endpoint, the newest first; also of one that was removed."""
        return await self._endpoints.endpoint_log(id, limit, skip)

    async def _endpoint(self, id: str) -> Endpoint:
        known = next((each for each in await self.listed() if each.id == id), None)
        if known is None:
            raise Refused("unknown_endpoint", f"There is no webhook endpoint {id}")
        return known

    async def _save(self, endpoint: Endpoint) -> Endpoint:
        await self._endpoints.save_endpoint(endpoint)
        await self._book.refresh()
        return endpoint


def checked_url(url: str) -> str:
    """The same address if a webhook can be sent there. Raises Refused("invalid_url")."""
    text = "A webhook needs an address such as https://shop.example/florin"
    if not url.isascii() or not url.isprintable() or " " in url or len(url) > _LONGEST_URL:
        raise Refused("invalid_url", text)
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
        parts.port  # noqa: B018 - it is judged only when it is read
    except ValueError as why:
        raise Refused("invalid_url", text) from why
    if not is_web:
        raise Refused("invalid_url", text)
    return url


def _checked_events(events: Sequence[str]) -> tuple[str, ...]:
    for name in events:
        if name not in EVENT_NAMES and name not in _GROUPS:
            groups = ", ".join(sorted(_GROUPS))
            known = f"There are the groups {groups} and the names {', '.join(EVENT_NAMES)}"
            raise Refused("unknown_event", f"There is no event “{name}”. {known}")
    return tuple(dict.fromkeys(events))

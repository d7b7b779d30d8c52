"""Webhook endpoints for the shop's own programs: who is told of what, and what came of it."""

import asyncio
from hashlib import sha256
from secrets import token_hex
from typing import Final, assert_never

import msgspec

from pos.api.doors import Doors, Hooking, Keeping
from pos.api.idempotency import HEADER, idempotency
from pos.api.librepay_list import MAX_LISTED, number_in
from pos.api.problems import Visit
from pos.api.reading import decoded, json_body, small_body
from pos.domain.errors import Refused
from pos.domain.payment.effects import Webhook
from pos.domain.ports.outbox import Attempt, Delivered, Delivery, GivenUp, Outcome, TryAgain
from pos.domain.ports.payments import Idempotency
from pos.domain.ports.shops import Endpoint


class WebhookSeen(msgspec.Struct, kw_only=True):
    """An endpoint. `events` are names or beginnings of names; none means all."""

    id: str
    url: str
    events: list[str]
    is_on: bool
    created_at: int
    previous_secret_until: int | None


class WebhookSecret(WebhookSeen, kw_only=True):
    """The same with the secret that signs; it is shown only here."""

    secret: str


class WebhookList(msgspec.Struct, kw_only=True):
    """All endpoints, the oldest first."""

    webhooks: list[WebhookSeen]


class WebhookWish(msgspec.Struct, kw_only=True):
    """A new endpoint."""

    url: str
    events: list[str] = []


class WebhookChange(msgspec.Struct, kw_only=True):
    """What shall be different."""

    url: str | None = None
    events: list[str] | None = None
    is_on: bool | None = None


class Tried(msgspec.Struct, kw_only=True):
    """What came of a try: delivered, try_again or given_up, and why in words."""

    outcome: str
    note: str


class AttemptSeen(msgspec.Struct, kw_only=True):
    """One try."""

    at: int
    outcome: str
    took_ms: int


class DeliverySeen(msgspec.Struct, kw_only=True):
    """One event that was sent or waits. `due_at` is null when nothing is left to do."""

    id: str
    event: str
    invoice: str
    created_at: int
    due_at: int | None
    tries: int
    outcome: str
    attempts: list[AttemptSeen]


class DeliveryList(msgspec.Struct, kw_only=True):
    """What was sent to an endpoint, the newest first."""

    deliveries: list[DeliverySeen]


class _Made(msgspec.Struct):
    """What an Idempotency-Key was used for."""

    digest: str
    endpoint: str


_NAME: Final = "idempotency:webhook:"


class WebhookRoutes:
    """What each route does."""

    def __init__(self, doors: Doors, hooks: Hooking, shelf: Keeping) -> None:
        self._records = doors.records
        self._hooks = hooks
        self._shelf = shelf
        self._adding = asyncio.Lock()

    async def list_webhooks(self, _: Visit) -> WebhookList:
        """GET /api/v1/webhooks."""
        return WebhookList(webhooks=[_seen(each) for each in await self._hooks.listed()])

    async def add_webhook(self, visit: Visit) -> WebhookSecret:
        """POST /api/v1/webhooks: the same under the same Idempotency-Key adds only one."""
        body = await small_body(visit.request)
        wish = decoded(body, WebhookWish)
        key = idempotency(visit.key.id, visit.request.headers.get(HEADER), body)
        async with self._adding:
            if key is None:
                endpoint = await self._hooks.add(wish.url, wish.events)
            else:
                endpoint = await self._earlier(key) or await self._add_once(key, wish)
        return self._with_secret(endpoint)

    async def change_webhook(self, visit: Visit) -> WebhookSeen:
        """PATCH /api/v1/webhooks/{id}."""
        change = await json_body(visit.request, WebhookChange)
        events = None if change.events is None else tuple(change.events)
        id = visit.named("id")
        return _seen(
            await self._hooks.change(id, url=change.url, events=events, is_on=change.is_on)
        )

    async def remove_webhook(self, visit: Visit) -> None:
        """DELETE /api/v1/webhooks/{id}."""
        await self._hooks.remove(visit.named("id"))

    async def rotate_webhook(self, visit: Visit) -> WebhookSecret:
        """POST /api/v1/webhooks/{id}/rotate."""
        return self._with_secret(await self._hooks.rotate(visit.named("id")))

    async def test_webhook(self, visit: Visit) -> Tried:
        """POST /api/v1/webhooks/{id}/test."""
        return _tried(await self._hooks.test(visit.named("id")))

    async def list_deliveries(self, visit: Visit) -> DeliveryList:
        """GET /api/v1/webhooks/{id}/deliveries."""
        query = visit.request.query
        limit = min(MAX_LISTED, number_in(query, "limit", MAX_LISTED))
        log = await self._hooks.log(visit.named("id"), limit, number_in(query, "skip", 0))
        return DeliveryList(deliveries=[_delivery(*each) for each in log])

    async def redeliver(self, visit: Visit) -> None:
        """POST /api/v1/deliveries/{id}/redeliver."""
        await self._records.deliver_again(visit.named("id"))

    async def _earlier(self, key: Idempotency) -> Endpoint | None:
        """What this very request added before. Raises Refused("idempotency") for another one."""
        kept = await self._shelf.kept(_name(key))
        if kept is None:
            return None
        made = msgspec.json.decode(kept, type=_Made)
        if made.digest != key.digest:
            raise Refused("idempotency", "This idempotency key was used for another request")
        return next((e for e in await self._hooks.listed() if e.id == made.endpoint), None)

    async def _add_once(self, key: Idempotency, wish: WebhookWish) -> Endpoint:
        """Noted before it is done: after a crash between the two the next try finds nothing."""
        made = _Made(digest=key.digest, endpoint=token_hex(8))
        await self._shelf.keep(_name(key), msgspec.json.encode(made).decode())
        try:
            return await self._hooks.add(wish.url, wish.events, made.endpoint)
        except Refused:
            await self._shelf.keep(_name(key), None)  # the key is free for what they meant
            raise

    def _with_secret(self, endpoint: Endpoint) -> WebhookSecret:
        seen = msgspec.structs.asdict(_seen(endpoint))
        return WebhookSecret(**seen, secret=self._hooks.secret_of(endpoint))


def _name(key: Idempotency) -> str:
    return _NAME + sha256(key.key.encode()).hexdigest()


def _seen(endpoint: Endpoint) -> WebhookSeen:
    return WebhookSeen(
        id=endpoint.id,
        url=endpoint.url,
        events=list(endpoint.events),
        is_on=endpoint.is_on,
        created_at=endpoint.created_at,
        previous_secret_until=endpoint.previous_until or None,
    )


def _tried(outcome: Outcome) -> Tried:
    match outcome:
        case Delivered():
            return Tried(outcome="delivered", note=outcome.note)
        case TryAgain():
            return Tried(outcome="try_again", note=outcome.note)
        case GivenUp():
            return Tried(outcome="given_up", note=outcome.note)
        case _:
            assert_never(outcome)


def _delivery(delivery: Delivery, attempts: tuple[Attempt, ...]) -> DeliverySeen:
    effect = delivery.effect
    return DeliverySeen(
        id=delivery.id,
        event=effect.event.name if isinstance(effect, Webhook) else "",
        invoice=effect.invoice,
        created_at=delivery.created_at,
        due_at=delivery.due_at,
        tries=delivery.tries,
        outcome=delivery.outcome,
        attempts=[AttemptSeen(at=a.at, outcome=a.outcome, took_ms=a.took_ms) for a in attempts],
    )

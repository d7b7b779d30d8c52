"""Carrying out committed effects: at least once, in order for each invoice, across restarts."""

import asyncio
import time
from collections import Counter
from dataclasses import replace
from typing import assert_never

from pos.domain.ids import InvoiceId
from pos.domain.payment.effects import Alarm, Postback, SendRefund, ShopCallback, Webhook
from pos.domain.ports import (
    Attempt,
    Clock,
    Delivered,
    Delivery,
    GivenUp,
    Outbox,
    Outcome,
    Postman,
    TryAgain,
)
from pos.engine.feed import Alarmed, DeliveryMoved, Feed
from pos.engine.supervise import Chance

FIRST_RETRY_S = 5
LONGEST_RETRY_S = 3_600
PATIENCE_S = 4 * 86_400
"""A shop that cannot be reached is tried for this long; the promise is three days."""

AT_ONCE = 128
AT_ONCE_PER_RECIPIENT = 8
"""A dead shop can only ever hold these many of the carriers."""

_IDLE_S = 60.0


class Carrier:
    """Owner of all deliveries under way."""

    def __init__(  # noqa: PLR0913 - one argument for each thing it stands on
        self,
        *,
        outbox: Outbox,
        postman: Postman,
        feed: Feed,
        clock: Clock,
        chance: Chance,
        wake: asyncio.Event,
    ) -> None:
        self._outbox = outbox
        self._postman = postman
        self._feed = feed
        self._clock = clock
        self._chance = chance
        self._under_way: dict[InvoiceId, str] = {}
        self._wake = wake

    async def carry(self) -> None:
        """Carry out what is due, for ever."""
        async with asyncio.TaskGroup() as group:
            while True:
                self._wake.clear()
                for delivery in await self._startable():
                    group.create_task(self._carry_one(delivery))
                await self._wait()

    async def _startable(self) -> list[Delivery]:
        """Due deliveries whose invoice and recipient have a carrier free: under way from now on."""
        limit = AT_ONCE + len(self._under_way)
        due = await self._outbox.due(self._clock.now(), limit, self._busy())
        startable: list[Delivery] = []
        for delivery in due:
            invoice, recipient = delivery.effect.invoice, delivery.effect.recipient
            if invoice in self._under_way or recipient in self._busy():
                continue
            if len(self._under_way) >= AT_ONCE:
                break
            self._under_way[invoice] = recipient
            startable.append(delivery)
        return startable

    def _busy(self) -> frozenset[str]:
        """The recipients that hold all the carriers they may."""
        held = Counter(self._under_way.values())
        return frozenset(r for r, count in held.items() if r and count >= AT_ONCE_PER_RECIPIENT)

    async def _wait(self) -> None:
        """Until something is committed, a delivery ended, or the next one is due."""
        next_due_at = await self._outbox.next_due_at()
        pause_s = _IDLE_S
        if next_due_at is not None:
            # What is overdue waits for a carrier; it is not worth spinning for.
            pause_s = min(_IDLE_S, max(1.0, next_due_at - self._clock.now()))
        waiting = asyncio.ensure_future(self._wake.wait())
        sleeping = asyncio.ensure_future(self._clock.sleep(pause_s))
        try:
            await asyncio.wait({waiting, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            sleeping.cancel()

    async def _carry_one(self, delivery: Delivery) -> None:
        began = time.monotonic()
        try:
            outcome = await self._carry_out(delivery)
            took_ms = int((time.monotonic() - began) * 1000)
            await self._settle(delivery, outcome, took_ms)
        finally:
            del self._under_way[delivery.effect.invoice]
            self._wake.set()

    async def _carry_out(self, delivery: Delivery) -> Outcome:
        match delivery.effect:
            case Postback() | ShopCallback() | Webhook():
                return await self._postman.deliver(delivery)
            case Alarm() as alarm:
                self._feed.publish(Alarmed(alarm=alarm))
                return Delivered(note="shown at the till")
            case SendRefund():
                return GivenUp(note="no refund wallet is set up: a person has to send it")
            case _:
                assert_never(delivery.effect)

    async def _settle(self, delivery: Delivery, outcome: Outcome, took_ms: int) -> None:
        now = self._clock.now()
        tries = delivery.tries + 1
        due_at = self._retry_at(delivery, tries, now) if isinstance(outcome, TryAgain) else None
        settled = replace(delivery, tries=tries, due_at=due_at, outcome=_words(outcome, due_at))
        attempt = Attempt(delivery=delivery.id, at=now, outcome=settled.outcome, took_ms=took_ms)
        await self._outbox.settle(settled, attempt)
        self._feed.publish(DeliveryMoved(delivery=settled))

    def _retry_at(self, delivery: Delivery, tries: int, now: int) -> int | None:
        """When to try again: pauses double up to an hour, jittered; None once patience is over."""
        if now - delivery.created_at > PATIENCE_S:
            return None
        pause_s = min(LONGEST_RETRY_S, FIRST_RETRY_S << min(tries - 1, 20))
        return now + max(1, round(pause_s * (0.5 + self._chance())))


def _words(outcome: Outcome, due_at: int | None) -> str:
    match outcome:
        case Delivered(note=note):
            return f"delivered: {note}"
        case TryAgain(note=note):
            return f"will try again: {note}" if due_at is not None else f"given up: {note}"
        case GivenUp(note=note):
            return f"given up: {note}"
        case _:
            assert_never(outcome)

"""Carrying out committed effects: at least once, in order within each lane, across restarts."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from pos.domain.ids import InvoiceId
from pos.domain.payment.effects import Alarm, Postback, SendRefund, ShopCallback, Webhook
from pos.domain.ports.clock import Clock
from pos.domain.ports.outbox import (
    Attempt,
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

WEBHOOK_PATIENCE_S = 3 * 86_400
"""The same for a webhook endpoint."""

LEAST_TRIES = 20
"""So often it is tried in any case, which takes half a day: a clock may have been set, or the till
closed, for all of the patience.
"""

FARTHEST_S = 2 * LONGEST_RETRY_S
"""Nothing is put off for longer; what is due later was written down by a clock that was ahead."""

AT_ONCE = 128
AT_ONCE_PER_RECIPIENT = 8
"""A dead shop can only ever hold these many of the carriers."""

_IDLE_S = 5.0
"""What another program made due is seen this soon."""


def _nobody() -> None:
    """Who is woken for refunds where nobody sends them."""


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
        wake_refunds: Callable[[], None] = _nobody,
    ) -> None:
        """`wake` is set whenever something was committed; `wake_refunds` is called for refunds."""
        self._outbox = outbox
        self._postman = postman
        self._feed = feed
        self._clock = clock
        self._chance = chance
        self._under_way: dict[tuple[InvoiceId, str], str] = {}
        self._held: Counter[str] = Counter()
        self._ready: list[Delivery] = []
        self._ended: set[str] = set()
        self._asked_at: int | None = None
        self._wake = wake
        self._wake_refunds = wake_refunds

    async def carry(self) -> None:
        """Carry out what is due, for ever."""
        self._under_way.clear()  # what was cut short before it began never said so
        self._held.clear()
        self._asked_at = None
        async with asyncio.TaskGroup() as group:
            while True:
                self._wake.clear()
                self._ready = await self._due()
                self._start(group)
                await self._wait()

    async def _due(self) -> list[Delivery]:
        """What is due and not at an end, also if it came to one while the store was asked."""
        self._ended.clear()
        now = self._clock.now()
        await self._heed_clock(now)
        limit = AT_ONCE + len(self._under_way)  # what is under way is still due
        due = await self._outbox.due(now, limit, self._busy())
        return [delivery for delivery in due if delivery.id not in self._ended]

    async def _heed_clock(self, now: int) -> None:
        """At the start, and when the clock was set back: nothing may wait until the wrong time."""
        if self._asked_at is None or now < self._asked_at:
            await self._outbox.hasten(now, now + FARTHEST_S)
        self._asked_at = now

    def _start(self, group: asyncio.TaskGroup) -> bool:
        """Start what has a carrier free and keep the rest at hand; whether anything was started.

        So the store is asked once for many deliveries, and not after each of them.
        """
        left: list[Delivery] = []
        for delivery in self._ready:
            lane = _lane(delivery)
            if lane in self._under_way:
                continue
            if self._has_carrier(delivery.effect.recipient):
                self._under_way[lane] = delivery.effect.recipient
                self._held[delivery.effect.recipient] += 1
                group.create_task(self._carry_one(delivery, group))
            else:
                left.append(delivery)
        has_started = len(left) < len(self._ready)
        self._ready = left
        return has_started

    def _has_carrier(self, recipient: str) -> bool:
        if not recipient:
            return True  # it stays in the house, takes no time, and may warn the cashier
        has_place = len(self._under_way) < AT_ONCE
        return has_place and self._held[recipient] < AT_ONCE_PER_RECIPIENT

    def _busy(self) -> frozenset[str]:
        """The recipients that hold all the carriers they may."""
        held = self._held.items()
        return frozenset(r for r, count in held if r and count >= AT_ONCE_PER_RECIPIENT)

    async def _wait(self) -> None:
        """Until something is committed, nothing is at hand any more, or the next one is due."""
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

    async def _carry_one(self, delivery: Delivery, group: asyncio.TaskGroup) -> None:
        began = time.monotonic()
        try:
            outcome = await self._carry_out(delivery)
            took_ms = int((time.monotonic() - began) * 1000)
            await self._settle(delivery, outcome, took_ms)
        finally:
            self._held -= Counter((self._under_way.pop(_lane(delivery)),))
            self._ended.add(delivery.id)
        if not self._start(group):
            self._wake.set()

    async def _carry_out(self, delivery: Delivery) -> Outcome:
        match delivery.effect:
            case Postback() | ShopCallback() | Webhook():
                return await self._postman.deliver(delivery)
            case Alarm() as alarm:
                self._feed.publish(Alarmed(alarm=alarm))
                return Delivered(note="shown at the till")
            case SendRefund():
                self._wake_refunds()
                return Delivered(note="handed to the refunds")
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
        is_webhook = isinstance(delivery.effect, Webhook)
        patience_s = WEBHOOK_PATIENCE_S if is_webhook else PATIENCE_S
        if tries >= LEAST_TRIES and now - delivery.created_at > patience_s:
            return None
        pause_s = min(LONGEST_RETRY_S, FIRST_RETRY_S << min(tries - 1, 20))
        return now + max(1, round(pause_s * (0.5 + self._chance())))


def _lane(delivery: Delivery) -> tuple[InvoiceId, str]:
    return delivery.effect.invoice, delivery.effect.lane


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

"""What refunds wait for: told once for each reason, and only once it is more than a hiccup."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from pos.domain.ids import InvoiceId
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Fate, Pending
from pos.engine.feed import Feed, RefundWaits
from pos.engine.refund_rules import WaitFor, Why

HICCUPS: Final = 3
"""Failures in a row before anybody is told."""

SPIKE_S: Final = 6 * 3_600
"""So long a fee may be higher than the refund before that is the last word."""

TOO_DEAR: Final = WaitFor(
    why=Why.REFUSED,
    text="The network's fee is higher than this refund now: it goes once that has fallen",
)

_SHORTEST_S: Final = 300
_LONGEST_S: Final = 3_600


@dataclass(frozen=True, slots=True)
class Waits:
    """What each refund of one chain waits for, by its id."""

    feed: Feed
    _known: dict[str, WaitFor] = field(default_factory=dict)

    def get(self, refund_id: str) -> WaitFor | None:
        """What it waits for; None if nothing is known to hold it up."""
        return self._known.get(refund_id)

    def tell(self, id: InvoiceId, refund_id: str, waits: WaitFor | None) -> None:
        """Say what it waits for, once for each reason; None that it waits no longer."""
        known = self._known.pop(refund_id, None)
        if waits is not None:
            self._known[refund_id] = waits
        why = waits.why if waits else None
        if why is not (known.why if known else None):
            text = waits.text if waits else ""
            self.feed.publish(RefundWaits(invoice=id, refund_id=refund_id, why=why, text=text))


@dataclass(frozen=True, slots=True)
class Spikes:
    """Since when the network's fee would eat a refund, by its id."""

    clock: Clock
    _since: dict[str, int] = field(default_factory=dict)

    def pause_s(self, refund_id: str) -> int:
        """The fee is higher than it: so long to wait, ever longer; 0 once it waited in vain."""
        now = self.clock.now()
        since = min(now, self._since.get(refund_id, now))  # a clock set back begins anew
        self._since[refund_id] = since
        lasted = now - since
        return max(0, min(_LONGEST_S, max(_SHORTEST_S, lasted), SPIKE_S - lasted))

    def forget(self, refund_id: str) -> None:
        """Its fee is no obstacle any more."""
        self._since.pop(refund_id, None)


@dataclass(frozen=True, slots=True)
class Rejections:
    """What was signed and no node takes, by its id."""

    _words: dict[str, str] = field(default_factory=dict)
    _times: Counter[str] = field(default_factory=Counter)

    def note(self, refund_id: str, words: str) -> None:
        """It was rejected once more."""
        self._words[refund_id] = words
        self._times[refund_id] += 1

    def forget(self, refund_id: str) -> None:
        """It was taken, or is done with."""
        self._words.pop(refund_id, None)
        del self._times[refund_id]

    def after(self, refund_id: str, fate: Fate) -> WaitFor | None:
        """What to tell once its fate is known; None while an older version may be on its way."""
        is_known = not isinstance(fate, Pending) or fate.is_known
        if is_known or self._times[refund_id] < HICCUPS:
            return None
        words = f"The network does not take its transaction: {self._words[refund_id]}"
        return WaitFor(why=Why.REFUSED, text=words)

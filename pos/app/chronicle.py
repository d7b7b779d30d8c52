"""The log of a day: one line for each fact that matters, for whoever must know later what happened.

Nothing secret is told: no shop's `data`, and of an address that a shop named only the host.
"""

from collections import OrderedDict
from typing import Final, assert_never
from urllib.parse import urlsplit

import structlog

from pos.domain.ids import ChainId, InvoiceId
from pos.domain.money import format_amount
from pos.domain.payment.effects import Alarm, Postback
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.ports.outbox import Delivery
from pos.engine.feed import (
    Alarmed,
    ChainSeen,
    DeliveryMoved,
    GapGrew,
    InvoiceMoved,
    News,
    RefundWaits,
    Warned,
)

REMEMBERED: Final = 10_000
"""Of how many invoices it is known what was told last; an older one may be told once more."""


class Chronicle:
    """Writes what the feed tells; subscribe `hear`."""

    def __init__(self) -> None:
        self._log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
        self._told: OrderedDict[InvoiceId, tuple[Stage, int]] = OrderedDict()
        self._sight_of: dict[ChainId, str] = {}

    def hear(self, news: News) -> None:
        """Tell one piece of news, if it is worth a line."""
        match news:
            case InvoiceMoved():
                self._tell_invoice(news.invoice)
            case Alarmed():
                self._tell_alarm(news.alarm)
            case DeliveryMoved():
                self._tell_delivery(news.delivery)
            case ChainSeen():
                self._tell_chain(news)
            case GapGrew():
                self._tell_gap(news)
            case RefundWaits():
                self._tell_waiting(news)
            case Warned():
                self._tell_warning(news)
            case _:
                assert_never(news)

    def _tell_invoice(self, invoice: Invoice) -> None:
        """A new stage or another payment; confirmations alone are not worth a line."""
        if invoice.version == 1:
            return  # its journal tells who asked for it; a line for each would slow a busy shop
        stands = stage_of(invoice), len(invoice.deposits)
        if self._told.get(invoice.id) == stands:
            return
        self._told[invoice.id] = stands
        self._told.move_to_end(invoice.id)
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        self._log.info(
            "invoice",
            id=invoice.id,
            stage=stands[0].value,
            door=invoice.origin.door.value,
            due=_due(invoice),
            deposits=stands[1],
        )

    def _tell_alarm(self, alarm: Alarm) -> None:
        self._log.warning("alarm", id=alarm.invoice, notice=alarm.notice.value)

    def _tell_delivery(self, delivery: Delivery) -> None:
        if isinstance(delivery.effect, Alarm):
            return  # told when it was raised
        is_lost = delivery.outcome.startswith("given up")
        tell = self._log.warning if is_lost else self._log.info
        tell(
            "delivery",
            id=delivery.effect.invoice,
            delivery=delivery.id,
            host=_host(delivery),
            tries=delivery.tries,
            outcome=delivery.outcome,
        )

    def _tell_chain(self, seen: ChainSeen) -> None:
        """How a chain is seen, when that changes; there is a look every few seconds."""
        sight = _sight(seen)
        if self._sight_of.get(seen.chain) == sight:
            return
        self._sight_of[seen.chain] = sight
        tell = self._log.info if seen.is_connected else self._log.warning
        tell(f"chain {sight}", chain=seen.chain, height=seen.height, trouble=seen.trouble)

    def _tell_gap(self, gap: GapGrew) -> None:
        self._log.warning(
            "many unpaid addresses", coin=gap.code, unpaid=gap.unpaid, gap_limit=gap.gap_limit
        )

    def _tell_warning(self, warned: Warned) -> None:
        if warned.text:
            self._log.warning("warning", topic=warned.topic, text=warned.text)
        else:
            self._log.info("warning over", topic=warned.topic)

    def _tell_waiting(self, waits: RefundWaits) -> None:
        if waits.why is not None:
            self._log.warning("refund waits", id=waits.refund_id, why=waits.why.value)


def _sight(seen: ChainSeen) -> str:
    if seen.is_distrusted:
        return "distrusted"
    if not seen.is_connected:
        return "lost"
    return "behind" if seen.trouble else "connected"


def _due(invoice: Invoice) -> str:
    """What the customer is asked for: coins, or the price while no coin is chosen."""
    if invoice.prompt is not None:
        due = invoice.prompt.due
        return f"{format_amount(due)} {due.asset.code}"
    price = invoice.terms.price
    return "" if price is None else f"{price.value} {price.currency}"


def _host(delivery: Delivery) -> str:
    """Whom a message goes to; the rest of the address may hold a password or a token."""
    if not isinstance(delivery.effect, Postback):
        return ""
    try:
        return urlsplit(delivery.effect.url).hostname or ""
    except ValueError:
        return ""

"""Counters for Prometheus, in a registry of their own; fed by the engine's news.

Counted in plain integers and told in families only when the page is asked for: the doors are too
busy for anything else.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from pos.domain.ids import InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.ports.clock import Clock
from pos.engine.feed import (
    Alarmed,
    ChainSeen,
    DeliveryMoved,
    Feed,
    GapGrew,
    InvoiceMoved,
    News,
    RefundWaits,
    Warned,
)

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
REMEMBERED_STAGES: Final = 20_000


class Metrics(Collector):
    """Counts what happened since the program started."""

    def __init__(self, feed: Feed, clock: Clock) -> None:
        self._feed = feed
        self._clock = clock
        self._registry = CollectorRegistry()
        self._registry.register(self)
        self._stage_of: OrderedDict[InvoiceId, Stage] = OrderedDict()
        self._stages: Counter[str] = Counter()
        self._deliveries: Counter[str] = Counter()
        self._alarms: Counter[str] = Counter()
        self.requests: Counter[str] = Counter()
        """Requests by what they asked for; the doors count here."""
        self.refused: Counter[str] = Counter()
        """Requests turned away, by reason."""

    def hear(self, news: News) -> None:
        """Count one piece of news."""
        match news:
            case InvoiceMoved():
                self._count_stage(news.invoice)
            case DeliveryMoved():
                self._deliveries[news.delivery.outcome.partition(":")[0]] += 1
            case Alarmed():
                self._alarms[news.alarm.notice.value] += 1
            case ChainSeen():
                pass  # read from the feed when the page is asked for
            case GapGrew() | RefundWaits() | Warned():
                pass  # for the people at the till
            case _:
                assert_never(news)

    def page(self) -> bytes:
        """Everything in the Prometheus text format."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """The figures as of now."""
        yield _counted("florin_invoices", "Invoices that entered a stage", "stage", self._stages)
        yield _counted("florin_deliveries", "Tries to tell a shop", "outcome", self._deliveries)
        yield _counted("florin_alarms", "What people were told", "notice", self._alarms)
        yield _counted("florin_http_requests", "Requests answered", "route", self.requests)
        yield _counted("florin_http_refused", "Requests turned away", "why", self.refused)
        yield from self._chains()

    def _chains(self) -> Iterator[Metric]:
        now, chains = self._clock.now(), self._feed.chains()
        connected = {str(s.chain): int(s.is_connected) for s in chains}
        heights = {str(s.chain): s.height for s in chains}
        looks = {str(s.chain): now - s.looked_at for s in chains if s.looked_at is not None}
        blocks = {str(s.chain): now - s.block_time for s in chains if s.block_time is not None}
        yield _measured("florin_chain_connected", "1 while the node answers", connected)
        sources = {str(s.chain): sum(each.is_connected for each in s.sources) for s in chains}
        yield _measured("florin_chain_sources", "Servers and nodes that answer", sources)
        yield _measured("florin_chain_height", "Newest block seen", heights)
        yield _measured("florin_chain_look_age_seconds", "Since the last look", looks)
        yield _measured("florin_chain_block_age_seconds", "Since the newest block", blocks)

    def _count_stage(self, invoice: Invoice) -> None:
        """An invoice moves often; only a new stage counts. A new one has received nothing yet."""
        if invoice.version == 1:
            stage = Stage.WAITING if invoice.prompts else Stage.CHOOSING
        else:
            stage = stage_of(invoice)
        if self._stage_of.get(invoice.id) is stage:
            return
        self._stage_of[invoice.id] = stage
        self._stages[stage.value] += 1
        if len(self._stage_of) > REMEMBERED_STAGES:
            self._stage_of.popitem(last=False)


def _counted(name: str, words: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, words, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family


def _measured(name: str, words: str, figures: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=["chain"])
    for chain, figure in figures.items():
        family.add_metric([chain], figure)
    return family

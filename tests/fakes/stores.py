"""Stores in memory with the manners of the real ones: the same contract tests hold for both."""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pos.domain.errors import Conflict, Corrupt, Refused, Trouble
from pos.domain.ids import ChainId, InvoiceId, WalletId
from pos.domain.payment.deposit import DepositKey
from pos.domain.payment.effects import Webhook
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.quote import Prompt
from pos.domain.payment.received import explained_at
from pos.domain.payment.stage import stage_of
from pos.domain.ports.journal import Mark, Search, SortBy, WatchedAddress
from pos.domain.ports.outbox import Attempt, Delivery
from pos.domain.ports.payments import Change, Entry, Idempotency
from pos.domain.ports.shops import ApiKey, Endpoint
from pos.storage.rows import (
    changed_at,
    code_of,
    is_settled,
    price_of,
    returned_at,
    returns_of,
    search_text,
)


@dataclass(slots=True)
class Shelves:
    """What is on disk in the real store.

    While `is_down`, every call ends in Trouble; `calls_left` is how many end well until then.
    """

    invoices: dict[InvoiceId, Invoice] = field(default_factory=dict)
    by_key: dict[str, tuple[InvoiceId, str]] = field(default_factory=dict)
    shown: dict[tuple[WalletId, int], WatchedAddress] = field(default_factory=dict)
    owners: dict[DepositKey, InvoiceId] = field(default_factory=dict)
    entries: list[tuple[InvoiceId, Entry]] = field(default_factory=list)
    marks: dict[ChainId, Mark] = field(default_factory=dict)
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    attempts: list[Attempt] = field(default_factory=list)
    keys: dict[str, ApiKey] = field(default_factory=dict)
    endpoints: dict[str, Endpoint] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    kept: dict[str, str] = field(default_factory=dict)
    lost: dict[ChainId, list[tuple[str, int]]] = field(default_factory=dict)
    is_down: bool = False
    calls_left: int | None = None

    async def reach(self) -> None:
        """Let others run, as every wait for a disk does, and fail while the disk is away."""
        await asyncio.sleep(0)
        if self.calls_left is not None:
            self.is_down, self.calls_left = self.calls_left == 0, max(0, self.calls_left - 1)
        if self.is_down:
            raise Trouble("The database cannot be written")


class MemoryStore:
    """A whole store in memory; `shelves` may be handed to the next one, as a disk would be."""

    def __init__(self, shelves: Shelves | None = None) -> None:
        self.shelves = shelves or Shelves()
        self.payments = MemoryPayments(self.shelves)
        self.journal = MemoryJournal(self.shelves)
        self.outbox = MemoryOutbox(self.shelves)
        self.keys = MemoryKeys(self.shelves)
        self.endpoints = MemoryEndpoints(self.shelves)
        self.shelf = MemoryShelf(self.shelves)

    def close(self) -> None:
        self.shelves.is_down = True


class MemoryPayments:
    """Invoices in a dictionary."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def commit(self, change: Change) -> None:
        await self._shelves.reach()
        self._refuse_conflict(change.invoice)
        self._refuse_duplicates(change.invoice, change.idempotency)
        self._write(change)

    async def invoice(self, id: InvoiceId) -> Invoice | None:
        await self._shelves.reach()
        return self._shelves.invoices.get(id)

    async def by_selector(self, selector: str) -> Invoice | None:
        await self._shelves.reach()
        named = (i for i in self._shelves.invoices.values() if i.selector == selector)
        return next(named, None)

    async def by_idempotency(self, key: str) -> tuple[InvoiceId, str] | None:
        await self._shelves.reach()
        return self._shelves.by_key.get(key)

    async def unsettled(self) -> Sequence[Invoice]:
        await self._shelves.reach()
        return [i for i in self._shelves.invoices.values() if not is_settled(i, {})]

    async def next_index(self, wallet: WalletId) -> int:
        await self._shelves.reach()
        return max((index for of, index in self._shelves.shown if of == wallet), default=-1) + 1

    async def paid_indexes(self, wallet: WalletId) -> Sequence[int]:
        await self._shelves.reach()
        return sorted(
            prompt.key_index
            for invoice in self._shelves.invoices.values()
            for prompt in invoice.prompts
            if prompt.wallet == wallet
            and any(deposit.address == prompt.address for deposit in invoice.deposits)
        )

    def _refuse_conflict(self, invoice: Invoice) -> None:
        known = self._shelves.invoices.get(invoice.id)
        if (known.version if known else 0) != invoice.version - 1:
            raise Conflict(f"invoice {invoice.id} was changed by somebody else")

    def _refuse_duplicates(self, invoice: Invoice, idempotency: Idempotency | None) -> None:
        others = [i for i in self._shelves.invoices.values() if i.id != invoice.id]
        if any(other.selector == invoice.selector for other in others):
            raise Refused("duplicate", "This selector is taken")
        if idempotency and idempotency.key in self._shelves.by_key:
            raise Refused("duplicate", "This idempotency key is taken")
        if any(self._is_shown_elsewhere(invoice.id, prompt) for prompt in invoice.prompts):
            raise Refused("duplicate", "This address is taken")
        for deposit in invoice.deposits:
            if self._shelves.owners.get(deposit.key, invoice.id) != invoice.id:
                raise Corrupt("A payment would count for two invoices")

    def _is_shown_elsewhere(self, id: InvoiceId, prompt: Prompt) -> bool:
        return any(
            watched.invoice != id
            and (
                key == (prompt.wallet, prompt.key_index)
                or (watched.asset.chain, watched.address)
                == (prompt.due.asset.chain, prompt.address)
            )
            for key, watched in self._shelves.shown.items()
        )

    def _write(self, change: Change) -> None:
        invoice, at = change.invoice, changed_at(change)
        self._shelves.invoices[invoice.id] = invoice
        self._shelves.entries.extend((invoice.id, entry) for entry in change.entries)
        self._shelves.owners.update((deposit.key, invoice.id) for deposit in invoice.deposits)
        if change.idempotency:
            key, digest = change.idempotency.key, change.idempotency.digest
            self._shelves.by_key[key] = invoice.id, digest
        for prompt in invoice.prompts:
            self._show(invoice.id, prompt, at)
        for effect in change.effects:
            new = Delivery(
                id=effect.key, effect=effect, created_at=at, due_at=at, tries=0, outcome=""
            )
            self._shelves.deliveries.setdefault(new.id, new)

    def _show(self, id: InvoiceId, prompt: Prompt, at: int) -> None:
        key = prompt.wallet, prompt.key_index
        known = self._shelves.shown.get(key)
        self._shelves.shown[key] = WatchedAddress(
            address=prompt.address,
            invoice=id,
            asset=prompt.due.asset,
            created_at=known.created_at if known else at,
        )


class MemoryJournal:
    """Addresses, marks and journal lines in lists."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def addresses(self, chain: ChainId) -> Sequence[WatchedAddress]:
        await self._shelves.reach()
        return [
            replace(w, accounted=explained_at(self._shelves.invoices[w.invoice], w.address))
            for w in self._shelves.shown.values()
            if w.asset.chain == chain
        ]

    async def lost_addresses(self, chain: ChainId) -> Sequence[tuple[str, int]]:
        await self._shelves.reach()
        return self._shelves.lost.get(chain, [])

    async def mark(self, chain: ChainId) -> Mark | None:
        await self._shelves.reach()
        return self._shelves.marks.get(chain)

    async def save_mark(self, mark: Mark) -> None:
        await self._shelves.reach()
        self._shelves.marks[mark.look.chain] = mark

    async def entries(self, id: InvoiceId) -> Sequence[Entry]:
        await self._shelves.reach()
        return [entry for of, entry in self._shelves.entries if of == id]

    async def search(self, query: Search) -> Sequence[Invoice]:
        await self._shelves.reach()
        found = [i for i in _sorted(self._shelves.invoices.values(), query) if _matches(i, query)]
        return found[query.skip : query.skip + query.limit]

    async def sent_back_since(self, since: int) -> Sequence[Invoice]:
        await self._shelves.reach()
        return [i for i in self._shelves.invoices.values() if 0 < returned_at(i) >= since]


class MemoryOutbox:
    """Deliveries in the order in which they were committed."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def due(self, now: int, limit: int, busy: Collection[str] = ()) -> Sequence[Delivery]:
        await self._shelves.reach()
        due = [
            (at, delivery)
            for at, delivery in self._heads()
            if at <= now and delivery.effect.recipient not in busy
        ]
        return [delivery for _, delivery in sorted(due, key=lambda pair: pair[0])][:limit]

    async def next_due_at(self) -> int | None:
        await self._shelves.reach()
        return min((at for at, _ in self._heads()), default=None)

    async def settle(self, delivery: Delivery, attempt: Attempt) -> None:
        await self._shelves.reach()
        known = self._known(delivery.id)
        self._shelves.deliveries[known.id] = replace(
            known, due_at=delivery.due_at, tries=delivery.tries, outcome=delivery.outcome
        )
        self._shelves.attempts.append(attempt)
        for other in self._lane_of(known):
            if delivery.due_at is not None and other.due_at is not None:
                later = max(other.due_at, delivery.due_at)
                self._shelves.deliveries[other.id] = replace(other, due_at=later)

    async def hasten(self, now: int, latest: int) -> None:
        await self._shelves.reach()
        for id, delivery in self._shelves.deliveries.items():
            if delivery.due_at is not None and delivery.due_at > latest:
                self._shelves.deliveries[id] = replace(delivery, due_at=now)

    async def attempts(self, id: InvoiceId) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        await self._shelves.reach()
        return [
            (delivery, tuple(a for a in self._shelves.attempts if a.delivery == delivery.id))
            for delivery in self._shelves.deliveries.values()
            if delivery.effect.invoice == id
        ]

    async def again(self, delivery_id: str, now: int) -> None:
        await self._shelves.reach()
        known = self._known(delivery_id)
        self._shelves.deliveries[known.id] = replace(known, due_at=now)
        for other in self._lane_of(known):
            if other.due_at is not None:
                self._shelves.deliveries[other.id] = replace(other, due_at=min(other.due_at, now))

    def _lane_of(self, delivery: Delivery) -> list[Delivery]:
        lane = delivery.effect.invoice, delivery.effect.lane
        known = self._shelves.deliveries.values()
        return [d for d in known if (d.effect.invoice, d.effect.lane) == lane]

    def _known(self, delivery_id: str) -> Delivery:
        if delivery_id not in self._shelves.deliveries:
            raise Refused("unknown_delivery", f"There is no delivery {delivery_id}")
        return self._shelves.deliveries[delivery_id]

    def _heads(self) -> Iterator[tuple[int, Delivery]]:
        """When the oldest unfinished delivery of each lane of each invoice is due."""
        told: set[tuple[InvoiceId, str]] = set()
        for delivery in self._shelves.deliveries.values():
            lane = delivery.effect.invoice, delivery.effect.lane
            if delivery.due_at is not None and lane not in told:
                told.add(lane)
                yield delivery.due_at, delivery


class MemoryKeys:
    """API keys in the order in which they were made."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def key(self, id: str) -> ApiKey | None:
        await self._shelves.reach()
        return self._shelves.keys.get(id)

    async def keys(self) -> Sequence[ApiKey]:
        await self._shelves.reach()
        return list(self._shelves.keys.values())

    async def add_key(self, key: ApiKey) -> None:
        await self._shelves.reach()
        known = self._shelves.keys.values()
        if any(k.name == key.name and k.revoked_at is None for k in known):
            raise Refused("duplicate", "This name is taken")
        self._shelves.keys[key.id] = key

    async def revoke_key(self, id: str, at: int) -> None:
        await self._shelves.reach()
        key = self._shelves.keys.get(id)
        if key is None:
            raise Refused("unknown_key", f"There is no key {id}")
        self._shelves.keys[id] = replace(key, revoked_at=key.revoked_at or at)


class MemoryEndpoints:
    """Webhook endpoints in the order in which they were made."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def endpoint(self, id: str) -> Endpoint | None:
        await self._shelves.reach()
        return self._shelves.endpoints.get(id)

    async def endpoints(self) -> Sequence[Endpoint]:
        await self._shelves.reach()
        known = self._shelves.endpoints.values()
        return [endpoint for endpoint in known if endpoint.id not in self._shelves.removed]

    async def save_endpoint(self, endpoint: Endpoint) -> None:
        await self._shelves.reach()
        self._shelves.endpoints[endpoint.id] = endpoint

    async def remove_endpoint(self, id: str) -> None:
        await self._shelves.reach()
        if id not in self._shelves.endpoints or id in self._shelves.removed:
            raise Refused("unknown_endpoint", f"There is no endpoint {id}")
        self._shelves.removed.add(id)
        self._shelves.endpoints[id] = replace(self._shelves.endpoints[id], is_on=False)
        for delivery in self._of(id):
            if delivery.due_at is not None:
                outcome = "given up: the endpoint was removed"
                given_up = replace(delivery, due_at=None, outcome=outcome)
                self._shelves.deliveries[delivery.id] = given_up

    async def endpoint_log(
        self, id: str, limit: int, skip: int = 0
    ) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        await self._shelves.reach()
        newest_first = self._of(id)[::-1][skip : skip + limit]
        return [
            (delivery, tuple(a for a in self._shelves.attempts if a.delivery == delivery.id))
            for delivery in newest_first
        ]

    def _of(self, id: str) -> list[Delivery]:
        known = self._shelves.deliveries.values()
        return [d for d in known if isinstance(d.effect, Webhook) and d.effect.endpoint == id]


class MemoryShelf:
    """Texts by name."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def kept(self, name: str) -> str | None:
        await self._shelves.reach()
        return self._shelves.kept.get(name)

    async def keep(self, name: str, text: str | None) -> None:
        await self._shelves.reach()
        self._shelves.kept.pop(name, None)
        if text is not None:
            self._shelves.kept[name] = text


def _sorted(invoices: Iterable[Invoice], query: Search) -> list[Invoice]:
    oldest_first = sorted(invoices, key=lambda i: i.created_at)
    if query.sort is SortBy.OLDEST:
        return oldest_first
    newest_first = oldest_first[::-1]
    if query.sort is SortBy.NEWEST:
        return newest_first
    is_falling = query.sort is SortBy.BIGGEST  # what costs the same stays newest first
    by_price = sorted(newest_first, key=lambda i: price_of(i)[1], reverse=is_falling)
    return sorted(by_price, key=lambda i: price_of(i)[0])


def _matches(invoice: Invoice, query: Search) -> bool:
    text = search_text(invoice)
    return (
        all(word in text for word in query.text.lower().split())
        and (not query.stages or stage_of(invoice) in query.stages)
        and (query.since is None or invoice.created_at >= query.since)
        and (query.door is None or invoice.origin.door == query.door)
        and (query.code is None or code_of(invoice) == query.code)
        and (not query.returns or returns_of(invoice) in query.returns)
    )

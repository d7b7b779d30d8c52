"""One chain's refunds, from planned to final: sign, store, then broadcast, one after another.

A refund is signed once. Its bytes are stored before anybody hears of them, and whatever happens
then, the chain is asked what became of them; another version only ever replaces them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, assert_never

from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId, InvoiceId
from pos.domain.payment.facts import (
    RefundConfirmed,
    RefundEaten,
    RefundFailed,
    RefundSigned,
    SenderUnsafe,
)
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund, RefundStage, SignedTx
from pos.domain.payment.restored import is_in_doubt
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Lost, Mined, PayBack, Payer, PayerState, Pending
from pos.engine.agenda import POLL_S, Agenda, is_over
from pos.engine.feed import Feed
from pos.engine.ledger import Ledger
from pos.engine.outgoing import Outgoing
from pos.engine.refund_rules import (
    Day,
    Follow,
    Sign,
    Verdict,
    WaitFor,
    Why,
    decide,
    in_doubt,
    is_by_hand,
)
from pos.engine.refund_terms import is_dust, needs_plain_sender
from pos.engine.refund_values import Treasury
from pos.engine.waits import HICCUPS, TOO_DEAR, Rejections, Spikes, Waits

BURIED_POLL_S: Final = 300
"""What is in a block already is looked at this often when no block is told of."""

FAILED_POLL_S: Final = 3_600

ASK_AGAIN_S: Final = 5
"""After a broadcast: whether somebody knows it."""

BUMP_AFTER_S: Final = 600
"""So long a transaction may wait for a block before its fee is looked at; then twice as long."""

_UNDER_WAY: Final = frozenset({RefundStage.PLANNED, RefundStage.SIGNED, RefundStage.FAILED})
_OurFact = SenderUnsafe | RefundSigned | RefundConfirmed | RefundEaten | RefundFailed
_WHY: Final = {"no_funds": Why.NO_FUNDS, "no_rate": Why.NO_RATE, "locked": Why.LOCKED}


@dataclass(slots=True, kw_only=True)
class Paymaster:
    """Owner of one chain's refunds under way.

    `payer` is None where nobody here can sign; `depth` blocks make a transaction final.
    """

    chain: ChainId
    payer: Payer | None
    ledger: Ledger
    feed: Feed
    clock: Clock
    agenda: Agenda
    treasury: Treasury
    depth: int
    outgoing: Outgoing | None = None
    waits: Waits = field(init=False)
    _spikes: Spikes = field(init=False)
    _invoices: dict[InvoiceId, Invoice] = field(default_factory=dict)
    _plain: set[str] = field(default_factory=set)
    _sent: dict[str, str] = field(default_factory=dict)
    _rejections: Rejections = field(default_factory=Rejections)
    _bump_asked_at: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.waits, self._spikes = Waits(self.feed), Spikes(self.clock)

    # ---- what is heard; nothing here waits

    def follow(self, invoice: Invoice) -> None:
        """Take in an invoice as it stands now."""
        before = {refund.id: refund for _, refund in self._under_way_of(invoice.id)}
        self._invoices[invoice.id] = invoice
        now = {refund.id: refund for _, refund in self._under_way_of(invoice.id)}
        if not now:
            del self._invoices[invoice.id]
        for id in before.keys() - now.keys():
            self._forget(invoice.id, id)
        for id, refund in now.items():
            self._look_out_for(invoice, refund)
            if before.get(id) != refund:
                self.agenda.hurry(id)

    def wake(self) -> None:
        """Something changed that no invoice tells of, such as an open wallet: judge all again."""
        for _, refund in self._under_way():
            if refund.stage is RefundStage.PLANNED:
                self.agenda.hurry(refund.id)

    # ---- the work

    async def run(self) -> None:
        """Attend to the refunds, for ever."""
        while True:
            self.agenda.begin()
            await self.tick()
            await self.agenda.rest()

    async def tick(self) -> None:
        """Attend to each refund whose time has come; what is out comes before what is to go.

        A chain that does not answer is left alone for a while: nothing is concluded.
        """
        for id, refund in self._due():
            try:
                await self._attend(id, refund)
            except (Trouble, Refused) as why:  # whatever one refund brings, the shop goes on
                if self.agenda.stumble(refund.id) >= HICCUPS:
                    self.waits.tell(id, refund.id, WaitFor(why=Why.TROUBLE, text=str(why)))
                return

    async def _attend(self, id: InvoiceId, known: Refund) -> None:
        found = next((pair for pair in self._under_way_of(id) if pair[1] == known), None)
        if found is None:
            return  # it moved while others were attended to, and is due again
        invoice, refund = found
        if await self._is_sender_unsafe(invoice, refund):
            await self._record(id, SenderUnsafe(at=self.clock.now(), refund_id=refund.id))
            return
        self._look_out_for(invoice, refund)
        match self._judged(invoice, refund):
            case Sign():
                await self._pay(invoice, refund)
            case Follow():
                await self._see_after(invoice, refund)
            case WaitFor() as waits:
                self.agenda.pause(refund.id, POLL_S)
                self.waits.tell(id, refund.id, waits)
            case verdict:
                assert_never(verdict)

    def _judged(self, invoice: Invoice, refund: Refund) -> Verdict:
        if is_in_doubt(invoice, refund):
            return in_doubt(refund, self.outgoing.hints.of(refund.id) if self.outgoing else None)
        asset, treasury = refund.amount.asset, self.treasury
        worth = treasury.values.own(refund.amount, invoice) or treasury.values.now(refund.amount)
        day = Day(worth=worth, sent=treasury.sums.of(asset, self.clock.now()))
        return decide(refund, treasury.rule_of(asset), self._state, day)

    async def _is_sender_unsafe(self, invoice: Invoice, refund: Refund) -> bool:
        """Whether it would go back to an account that may not be able to pass it on."""
        is_new = refund.stage is RefundStage.PLANNED and refund.to not in self._plain
        if self.payer is None or not is_new or not needs_plain_sender(invoice, refund):
            return False
        if not await self.payer.is_plain(refund.to):
            return True
        self._plain.add(refund.to)
        return False

    async def _pay(self, invoice: Invoice, refund: Refund) -> None:
        """Sign, store, then broadcast."""
        assert self.payer is not None
        try:
            tx = await self.payer.sign(self._order(invoice, refund), self._reserved())
        except Refused as why:
            await self._take_no(invoice, refund, why)
            return
        self._spikes.forget(refund.id)
        await self._store_and_send(invoice.id, refund, tx)

    async def _take_no(self, invoice: Invoice, refund: Refund, why: Refused) -> None:
        """It was not signed: the fee would eat it, or something is missing."""
        if why.code == "eaten":
            await self._wait_out(invoice, refund)
            return
        self._spikes.forget(refund.id)
        self.agenda.stumble(refund.id)
        waits = WaitFor(why=_WHY.get(why.code, Why.REFUSED), text=why.text)
        self.waits.tell(invoice.id, refund.id, waits)

    async def _wait_out(self, invoice: Invoice, refund: Refund) -> None:
        """Fees fall again, but for dust they never will."""
        pause_s = 0 if is_dust(invoice, refund) else self._spikes.pause_s(refund.id)
        if pause_s == 0:
            await self._record(invoice.id, RefundEaten(at=self.clock.now(), refund_id=refund.id))
        else:
            self.agenda.pause(refund.id, pause_s)
            self.waits.tell(invoice.id, refund.id, TOO_DEAR)

    async def _store_and_send(self, id: InvoiceId, refund: Refund, tx: SignedTx) -> None:
        """Nobody hears of bytes that are not stored: after a crash only those may be out."""
        fact = RefundSigned(at=self.clock.now(), refund_id=refund.id, tx=tx)
        if await self._record(id, fact):
            if refund.stage is RefundStage.PLANNED:
                self.waits.tell(id, refund.id, None)
            await self._send(refund.id, tx)

    async def _send(self, refund_id: str, tx: SignedTx) -> None:
        """Broadcast; whatever comes of it, the chain is asked soon. Raises Trouble."""
        assert self.payer is not None
        try:
            await self.payer.send(tx)
        except Refused as why:
            self._rejections.note(refund_id, why.text)
            self.agenda.stumble(refund_id)
            return
        self._rejections.forget(refund_id)
        self._sent[refund_id] = tx.txid
        self.agenda.pause(refund_id, ASK_AGAIN_S, blocks=1)

    async def _see_after(self, invoice: Invoice, refund: Refund) -> None:
        """What became of a refund that is out."""
        assert self.payer is not None
        fate = await self.payer.fate(refund.versions)
        self.waits.tell(invoice.id, refund.id, self._rejections.after(refund.id, fate))
        match fate:
            case Mined():
                await self._bury(invoice.id, refund, fate)
            case Lost(why=why):
                await self._fail(invoice.id, refund, why)
            case Pending():
                await self._press_on(invoice, refund, is_known=fate.is_known)
            case _:
                assert_never(fate)

    async def _bury(self, id: InvoiceId, refund: Refund, mined: Mined) -> None:
        """It is in a block: final once that is deep enough, and looked at more rarely till then."""
        self.agenda.recover(refund.id)
        missing = self.depth - mined.confirmations
        if missing > 0:
            self.agenda.pause(refund.id, BURIED_POLL_S, blocks=max(1, missing // 2))
        elif mined.has_failed:
            await self._fail(id, refund, "its transaction failed on the chain")
        else:
            now = self.clock.now()
            await self._record(id, RefundConfirmed(at=now, refund_id=refund.id, txid=mined.txid))

    async def _fail(self, id: InvoiceId, refund: Refund, why: str) -> None:
        """It cannot arrive; now and then it is looked up all the same."""
        self._rejections.forget(refund.id)
        await self._record(id, RefundFailed(at=self.clock.now(), refund_id=refund.id, why=why))
        self.agenda.pause(refund.id, FAILED_POLL_S)

    async def _press_on(self, invoice: Invoice, refund: Refund, *, is_known: bool) -> None:
        """It waits for a block: broadcast it again if nobody has it, raise its fee in time."""
        if refund.stage is RefundStage.FAILED:
            self.agenda.pause(refund.id, FAILED_POLL_S)
            return
        latest = refund.versions[-1]
        tx = await self._bumped(invoice, refund, latest)
        if tx is not None:
            await self._store_and_send(invoice.id, refund, tx)
        elif is_known and self._sent.get(refund.id) == latest.txid:
            self.agenda.recover(refund.id)
            self.agenda.pause(refund.id, POLL_S, blocks=1)
        else:
            await self._send(refund.id, latest)

    async def _bumped(self, invoice: Invoice, refund: Refund, latest: SignedTx) -> SignedTx | None:
        """A version with a higher fee that replaces the others, if it is time for one."""
        assert self.payer is not None
        now, patience_s = self.clock.now(), BUMP_AFTER_S << (len(refund.versions) - 1)
        asked_at = self._bump_asked_at.get(refund.id)
        may_ask = asked_at is None or is_over(asked_at, BUMP_AFTER_S, now)
        if not (may_ask and is_over(latest.at, patience_s, now)):
            return None
        self._bump_asked_at[refund.id] = now
        try:
            return await self.payer.bump(self._order(invoice, refund), refund.versions)
        except Refused:
            return None  # what is out may still arrive as it is

    async def _record(self, id: InvoiceId, fact: _OurFact) -> bool:
        """Whether the fact could still be: the refund may have moved meanwhile."""
        try:
            await self.ledger.record(id, fact)
        except Refused:
            self.agenda.stumble(fact.refund_id)
            self.follow(await self.ledger.load(id))
            return False
        return True

    # ---- what it stands on

    @property
    def _state(self) -> PayerState | None:
        return self.payer.state if self.payer else None

    def _order(self, invoice: Invoice, refund: Refund) -> PayBack:
        rates = self.treasury.values.for_fee(invoice, refund.amount.asset)
        return PayBack(id=refund.id, amount=refund.amount, to=refund.to, rates=rates)

    def _reserved(self) -> frozenset[str]:
        """What refunds spend that are signed and not final."""
        signed = (r for _, r in self._under_way() if r.stage is RefundStage.SIGNED)
        return frozenset(spent for r in signed for tx in r.versions for spent in tx.spends)

    def _under_way(self) -> Iterator[tuple[Invoice, Refund]]:
        for id in self._invoices:
            yield from self._under_way_of(id)

    def _under_way_of(self, id: InvoiceId) -> Iterator[tuple[Invoice, Refund]]:
        invoice = self._invoices.get(id)
        for refund in invoice.refunds if invoice else ():
            if refund.amount.asset.chain == self.chain and refund.stage in _UNDER_WAY:
                assert invoice is not None
                yield invoice, refund

    def _due(self) -> list[tuple[InvoiceId, Refund]]:
        due = [(i.id, refund) for i, refund in self._under_way() if self.agenda.is_due(refund.id)]
        return sorted(due, key=lambda pair: self._turn(pair[1]))

    def _turn(self, refund: Refund) -> tuple[int, bool, int, str]:
        """Sorts what is out by when it was signed, then what is to go; who stumbled stands back."""
        at = refund.versions[0].at if refund.versions else refund.planned_at
        is_planned = refund.stage is RefundStage.PLANNED
        return self.agenda.failures(refund.id), is_planned, at, refund.id

    def _look_out_for(self, invoice: Invoice, refund: Refund) -> None:
        """Find it on the chain by itself while nobody here can pay it."""
        if self.outgoing is not None:
            is_ours = not is_by_hand(self.treasury.rule_of(refund.amount.asset), self._state)
            self.outgoing.follow(invoice, refund, is_ours=is_ours)

    def _forget(self, id: InvoiceId, refund_id: str) -> None:
        self.agenda.forget(refund_id)
        self._spikes.forget(refund_id)
        self._rejections.forget(refund_id)
        self._bump_asked_at.pop(refund_id, None)
        self._sent.pop(refund_id, None)
        self.waits.tell(id, refund_id, None)
        if self.outgoing is not None:
            self.outgoing.forget(refund_id)

"""Whatever goes wrong, in whatever order: each refund is paid once, and never more than is owed."""

import asyncio
from collections.abc import Coroutine
from decimal import Decimal
from typing import Any, Final, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pos.domain.ids import InvoiceId
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.ports.payer import PayerState
from pos.engine.paymaster import BUMP_AFTER_S
from pos.engine.refund_rules import RefundRule
from tests.engine.money_back import DEPTH, Office, invoice_of
from tests.fakes.payers import PowerCut, Sending, Tx

Answer = TypeVar("Answer")
LONG_S: Final = 7_200


class Refunding(RuleBasedStateMachine):
    """A shop that loses power, on a network that forgets, with people who do things twice."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.office = Office(rules={"0xBTC": RefundRule(daily_limit=Decimal(10**9))})
        self.owed: dict[str, int] = {}
        self.may_fail = False
        self.do(self.office.open())

    def do(self, what: Coroutine[Any, Any, Answer]) -> Answer:
        return self.loop.run_until_complete(what)

    def survive(self, what: Coroutine[Any, Any, None]) -> None:
        """Do something that may end the program; if it does, it is started again."""
        try:
            self.do(what)
        except PowerCut:
            self.crash()

    def teardown(self) -> None:
        try:
            self.come_to_rest()
        finally:
            self.loop.close()

    def come_to_rest(self) -> None:
        """With nothing going wrong any more, everything is paid or has failed."""
        self.set_right()
        for _ in range(12):
            self.do(self.office.work(LONG_S))
            self.office.payer.net.mine(DEPTH)
        self.each_is_paid_once_and_no_more_than_owed()
        for id in self.owed:
            for refund in self.of(id):
                paid = self.office.payer.net.paid(refund.id)
                assert (refund.stage is RefundStage.CONFIRMED) == (len(paid) == 1), refund
                assert refund.stage not in {RefundStage.PLANNED, RefundStage.SIGNED}, refund
                assert self.may_fail or refund.stage is not RefundStage.FAILED, refund

    # ---- what people do

    @initialize(units=st.integers(4, 60))
    def begin(self, units: int) -> None:
        self.owe(units)

    @rule(units=st.integers(4, 60))
    def owe(self, units: int) -> None:
        refund = self.do(self.office.owe(units))
        self.owed[refund.id] = units

    @rule(
        sending=st.none() | st.sampled_from(Sending),
        seconds=st.sampled_from((5, BUMP_AFTER_S)),
        blocks=st.sampled_from((0, 1, DEPTH)),
    )
    def work(self, sending: Sending | None, seconds: int, blocks: int) -> None:
        """Something may go wrong with the next broadcast; then there may be blocks."""
        self.office.payer.sendings.append(sending)
        self.survive(self.office.work(seconds))
        self.office.payer.net.mine(blocks)

    @rule()
    def wake_twice(self) -> None:
        self.office.refunder.wake()
        self.office.refunder.wake()
        self.survive(self.office.tick())

    @rule()
    def retry_what_failed(self) -> None:
        for id in self.owed:
            for refund in self.of(id):
                if refund.stage in {RefundStage.FAILED, RefundStage.UNREFUNDABLE}:
                    self.do(self.office.refunds.retry(invoice_of(refund), refund.id, "Ann"))

    @rule()
    def lock_for_a_while(self) -> None:
        self.office.payer.state = PayerState.LOCKED
        self.survive(self.office.work(60))
        self.office.payer.state = PayerState.READY
        self.office.refunder.wake()

    # ---- what goes wrong

    @rule()
    def crash(self) -> None:
        self.office = self.do(self.office.after_a_crash())

    @rule()
    def cut_after_signing(self) -> None:
        self.office.payer.cut_after_sign = True

    @rule()
    def go_dark_for_a_while(self) -> None:
        self.office.payer.dark = True
        self.survive(self.office.work(60))
        self.office.payer.dark = False

    @rule(fee=st.integers(1, 12))
    def change_fees(self, fee: int) -> None:
        self.office.payer.net.fee = fee

    @rule(fails=st.booleans())
    def fail_in_blocks(self, fails: bool) -> None:
        self.may_fail = True
        self.office.payer.net.fails = fails

    @rule(depth=st.sampled_from((0, 1, DEPTH - 1)), is_forgotten=st.booleans())
    def reorganise(self, depth: int, is_forgotten: bool) -> None:
        self.office.payer.net.reorganise(depth)
        if is_forgotten:
            self.office.payer.net.forget_pool()

    @rule(nonce=st.integers(0, 5))
    def spend_elsewhere(self, nonce: int) -> None:
        """Somebody uses the wallet's key in another program, and that is final at once."""
        self.may_fail = True
        net = self.office.payer.net
        if any(tx.nonce == nonce and tx.height is not None for tx in net.txs.values()):
            return
        net.txs = {tx.id: tx for tx in net.txs.values() if tx.nonce != nonce}
        id, height = f"0xforeign/{nonce}", net.height - DEPTH
        net.txs[id] = Tx(id=id, order="", to="0x", units=1, fee=99, nonce=nonce, height=height)

    # ---- what must hold

    @invariant()
    def each_is_paid_once_and_no_more_than_owed(self) -> None:
        for id, units in self.owed.items():
            refunds = self.of(id)
            paid = [tx for refund in refunds for tx in self.office.payer.net.paid(refund.id)]
            assert len(paid) <= 1, (refunds, paid)
            assert sum(tx.units + tx.fee for tx in paid) <= units
            live = [r for r in refunds if r.stage is not RefundStage.WITHDRAWN]
            assert sum(refund.amount.units for refund in live) <= units

    def of(self, id: str) -> tuple[Refund, ...]:
        """All refunds of the invoice that this one is of."""
        return self.office.store.shelves.invoices[InvoiceId(id.partition("-")[0])].refunds

    def set_right(self) -> None:
        payer = self.office.payer
        payer.sendings.clear()
        payer.cut_after_sign = payer.dark = payer.net.fails = False
        payer.net.fee = 1
        payer.state = PayerState.READY
        self.office.refunder.wake()


TestRefunding = Refunding.TestCase
TestRefunding.settings = settings(max_examples=200, stateful_step_count=30, deadline=None)

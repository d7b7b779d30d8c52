"""The refunds and the manager's PIN of a shop in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId
from pos.domain.payment.facts import (
    Fact,
    RefundApproved,
    RefundClaimed,
    RefundHandedOver,
    RefundRetried,
    RefundSent,
)
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund
from pos.domain.ports.payer import PayerState
from pos.engine.refund_rules import WaitFor
from pos.engine.refunds import PayerSeen
from tests.fakes.goods import CHAIN, FakeRequest, qr_of, uri_of

ADDRESS = "0x" + "ba" * 20
PASSPHRASE = "correct horse"


@dataclass
class FakeRefunds:
    """Refunds wait for what `holds` says, one reason for all of them."""

    tell: Callable[[str, Fact], Invoice]
    now: Callable[[], int]
    holds: WaitFor | None = None
    opened: list[ChainId] = field(default_factory=list)

    def waits_for(self, refund: Refund) -> WaitFor | None:
        return self.holds

    def address(self, chain: ChainId, text: str) -> str:
        if not text.startswith("0x"):
            raise Refused("invalid_address", f"“{text}” is not an address of this network")
        return text.lower()

    def request(self, refund: Refund) -> FakeRequest:
        due = refund.amount
        return FakeRequest(due=due, qr=qr_of(due, refund.to), uri=uri_of(due, refund.to))

    def payers(self) -> Sequence[PayerSeen]:
        return [PayerSeen(chain=CHAIN, network="Ethereum", codes=("ETH",), state=PayerState.LOCKED)]

    async def claim(self, id: InvoiceId, chain: ChainId, text: str, by: str = "") -> Invoice:
        return self.tell(id, RefundClaimed(at=self.now(), chain=chain, to=text, by=by))

    async def approve(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        return self.tell(id, RefundApproved(at=self.now(), refund_id=refund_id, by=by))

    async def retry(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        return self.tell(id, RefundRetried(at=self.now(), refund_id=refund_id, by=by))

    async def hand_over(self, id: InvoiceId, refund_id: str, by: str, units: int) -> Invoice:
        fact = RefundHandedOver(at=self.now(), refund_id=refund_id, by=by, units=units)
        return self.tell(id, fact)

    async def note_sent(self, id: InvoiceId, refund_id: str, txid: str, by: str) -> Invoice:
        return self.tell(id, RefundSent(at=self.now(), refund_id=refund_id, txid=txid, by=by))

    async def unlock(self, chain: ChainId, passphrase: str) -> None:
        if passphrase != PASSPHRASE:
            raise Refused("wrong_passphrase", "This passphrase does not open the wallet")
        self.opened.append(chain)


@dataclass
class FakePin:
    """One PIN, or none yet."""

    pin: str | None = "2468"
    may_choose: bool = True
    code: str = "7K2QM-0ZV4X-RPT9C-BD6HN"

    async def is_set(self) -> bool:
        return self.pin is not None

    async def choose(self, pin: str) -> None:
        self.pin = pin

    async def check(self, pin: str) -> None:
        if pin != self.pin:
            raise Refused("wrong_pin", "This is not the manager's PIN")

    async def recover(self, code: str, pin: str) -> None:
        if code != self.code:
            raise Refused("wrong_code", "This is not the code of the newest sheet")
        self.pin = pin

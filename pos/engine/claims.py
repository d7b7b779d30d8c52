"""Where a customer says that money is to be sent back to: who may say it, and what is taken.

A claim is let in by a token that only this shop can make (HMAC-SHA256 of the invoice's id, 128
bits). Whoever holds an online invoice's page gets it there; at the counter it stands on the receipt
as a link, and needs the PIN that is printed beside it. One address for each chain is taken, once.
"""

import hmac
from base64 import urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, Protocol

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refunding import claimable
from pos.domain.payment.terms import Door
from pos.domain.ports.chain import Method
from pos.domain.ports.clock import Clock
from pos.engine.agenda import is_over

FREE_TRIES: Final = 5
PAUSE_S: Final = 15 * 60
"""After so many wrong PINs nobody may try for so long; each further one doubles the pause."""

MAX_PAUSE_S: Final = 24 * 3600
MAX_REMEMBERED: Final = 10_000

_TOKEN_BYTES: Final = 16
_PINS: Final = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a customer asks for: money on this chain back to this address, as it was typed.

    `pin` is "" where none was given.
    """

    token: str = field(repr=False)
    chain: ChainId
    address: str
    pin: str = field(default="", repr=False)


class Claiming(Protocol):
    """The part of the desk that notes a claim."""

    async def claim_refund(self, id: InvoiceId, chain: ChainId, to: str) -> Invoice:
        """Note where money on this chain goes back to. Raises Refused("claimed")."""


class Claims:
    """Lets the right customer name an address, once."""

    def __init__(
        self,
        *,
        secret: str,
        desk: Claiming,
        methods: Sequence[Method],
        clock: Clock,
        public_url: str = "",
    ) -> None:
        """`public_url` is how customers reach the shop's pages; "" if they cannot."""
        self._key = secret.encode()
        self._desk = desk
        self._scribes = {method.coin.asset.chain: method.scribe for method in methods}
        self._clock = clock
        self._public_url = public_url.rstrip("/")
        self._wrong: OrderedDict[InvoiceId, tuple[int, int]] = OrderedDict()

    def token(self, invoice: Invoice) -> str:
        """What lets its holder claim: 22 letters that may stand in a link."""
        digest = self._digest("claim", invoice)[:_TOKEN_BYTES]
        return urlsafe_b64encode(digest).rstrip(b"=").decode()

    def pin(self, invoice: Invoice) -> str | None:
        """The six digits that a sale of the counter asks for besides; None for all others."""
        if invoice.origin.door is not Door.TILL:
            return None
        return f"{int.from_bytes(self._digest('pin', invoice)) % _PINS:06}"

    def link(self, invoice: Invoice) -> str:
        """The claim page for a receipt; "" where the shop has no public address."""
        if not self._public_url:
            return ""
        path = f"/pay/{invoice.selector}/refund"
        return f"{self._public_url}{path}?token={self.token(invoice)}"

    def is_let_in(self, invoice: Invoice, token: str) -> bool:
        """Whether this is the invoice's token."""
        return hmac.compare_digest(self.token(invoice).encode(), token.encode())

    def checked(self, invoice: Invoice, claim: Claim) -> str:
        """The address as it would be noted, in the chain's own writing.

        Raises Refused, in words for the customer: invalid_token, wrong_pin, too_many_tries,
        nothing_to_claim, invalid_address, own_address.
        """
        if not self.is_let_in(invoice, claim.token):
            raise Refused("invalid_token", "This link is not valid: use the one on your receipt")
        self._check_pin(invoice, claim.pin)
        known = dict(invoice.refund_to).get(claim.chain)
        if known is None and all(due.asset.chain != claim.chain for due in claimable(invoice)):
            raise Refused("nothing_to_claim", "There is nothing to send back on this network")
        address = self._canonical(claim)
        if any(prompt.address == address for prompt in invoice.prompts):
            raise Refused("own_address", "This is the address that you paid to, not one of yours")
        if known is not None and known != address:
            raise Refused("claimed", "An address was already given for this money")
        return address

    async def claim(self, invoice: Invoice, claim: Claim) -> Invoice:
        """Note the address; the same one twice changes nothing. Raises like `checked`."""
        address = self.checked(invoice, claim)
        return await self._desk.claim_refund(invoice.id, claim.chain, address)

    def _canonical(self, claim: Claim) -> str:
        scribe = self._scribes.get(claim.chain)
        if scribe is None:
            text = "The shop does not take this coin any more: ask it for your money"
            raise Refused("nothing_to_claim", text)
        return scribe.address(claim.address)

    def _check_pin(self, invoice: Invoice, pin: str) -> None:
        """Raises Refused for a wrong one, and for any one while too many were wrong."""
        expected = self.pin(invoice)
        if expected is None:
            return
        if self._must_wait(invoice.id):
            raise Refused("too_many_tries", "Too many wrong PINs: try again later")
        if hmac.compare_digest(expected.encode(), pin.strip().encode()):
            self._wrong.pop(invoice.id, None)
            return
        self._note_wrong(invoice.id)
        raise Refused("wrong_pin", "This is not the PIN on the receipt")

    def _must_wait(self, id: InvoiceId) -> bool:
        count, last_at = self._wrong.get(id, (0, 0))
        if count < FREE_TRIES:
            return False
        pause = min(PAUSE_S << (count - FREE_TRIES), MAX_PAUSE_S)
        return not is_over(last_at, pause, self._clock.now())

    def _note_wrong(self, id: InvoiceId) -> None:
        count, _ = self._wrong.pop(id, (0, 0))
        self._wrong[id] = (count + 1, self._clock.now())
        if len(self._wrong) > MAX_REMEMBERED:
            self._wrong.popitem(last=False)

    def _digest(self, purpose: str, invoice: Invoice) -> bytes:
        return hmac.digest(self._key, f"{purpose}:{invoice.id}".encode(), sha256)

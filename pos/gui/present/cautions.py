"""What is said against a payment, in the words of the counter."""

from collections.abc import Iterable
from typing import Final

from pos.domain.payment.deposit import Caution, Deposit
from pos.domain.payment.invoice import Invoice, prompt_at
from pos.gui.present.words import count, later, say

_WORDS: Final = {
    Caution.DOUBLE_SPENT: later("spent elsewhere, too"),
    Caution.LOCKED: later("locked by its sender"),
    Caution.BURNT: later("can never be spent"),
    Caution.REPLACEABLE: later("replaceable by its sender"),
    Caution.UNCONFIRMED_PARENT: later("made of money that is unconfirmed itself"),
    Caution.NO_RECEIPT: later("not carried out yet"),
    Caution.UNPROVEN: later("told by one server only"),
    Caution.LOW_FEE: later("low fee"),
}
"""Worst first: the order in which they are said."""


def cautions_text(cautions: Iterable[Caution]) -> str:
    """All that is said against a payment: "replaceable by its sender, low fee"."""
    said = frozenset(cautions)
    return ", ".join(say(words) for caution, words in _WORDS.items() if caution in said)


def confirmations_text(depth: int) -> str:
    """So many blocks: "1 confirmation"."""
    return count("{n} confirmation|{n} confirmations", depth)


def needed_for(invoice: Invoice, deposit: Deposit) -> int:
    """How many confirmations make this payment of an invoice final."""
    prompt = prompt_at(invoice, deposit.address)
    return prompt.acceptance.needed_for(deposit) if prompt else 1


def has_to_wait_longer(invoice: Invoice, deposit: Deposit) -> bool:
    """Whether what is said against a payment made it need more than the shop's first step."""
    prompt = prompt_at(invoice, deposit.address)
    return prompt is not None and needed_for(invoice, deposit) > prompt.acceptance.confirmations


def furthest(invoice: Invoice, deposits: Iterable[Deposit]) -> Deposit | None:
    """The payment that is furthest from being final: the whole sale waits for it."""
    return max(
        deposits, key=lambda d: (needed_for(invoice, d) - d.confirmations, d.key), default=None
    )

"""What is said against a payment, in the words of the counter."""

from collections.abc import Iterable
from typing import Final

from pos.domain.payment.deposit import Caution, Deposit
from pos.domain.payment.invoice import Invoice, prompt_at

_WORDS: Final = {
    Caution.DOUBLE_SPENT: "spent elsewhere, too",
    Caution.LOCKED: "locked by its sender",
    Caution.BURNT: "can never be spent",
    Caution.REPLACEABLE: "replaceable by its sender",
    Caution.UNCONFIRMED_PARENT: "made of money that is unconfirmed itself",
    Caution.NO_RECEIPT: "not carried out yet",
    Caution.UNPROVEN: "told by one server only",
    Caution.LOW_FEE: "low fee",
}
"""Worst first: the order in which they are said."""


def cautions_text(cautions: Iterable[Caution]) -> str:
    """All that is said against a payment: "replaceable by its sender, low fee"."""
    said = frozenset(cautions)
    return ", ".join(words for caution, words in _WORDS.items() if caution in said)


def confirmations_text(count: int) -> str:
    """So many blocks: "1 confirmation"."""
    return "1 confirmation" if count == 1 else f"{count} confirmations"


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

"""An invoice: agreed terms and observed facts. Everything else about it is computed."""

from dataclasses import dataclass

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId
from pos.domain.money import Rate
from pos.domain.payment.deposit import Deposit
from pos.domain.payment.quote import Prompt, Quote
from pos.domain.payment.refund import Refund
from pos.domain.payment.terms import Line, Origin, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """What is asked and what happened so far.

    The latches `seen_at`, `paid_at`, `expired_at` and `cancelled_at` are UNIX seconds, set once.
    `deadline` starts as the promised expiry and moves only when a paused timer resumes;
    `paused_at` is when the price was first covered; `looked_past` names the chains that were read
    after the deadline. `paid_tx` and `paid_address` say what settled it. `version` counts commits.

    `refund_to` has the addresses that were named for money on a chain, `refund_hint` one that was
    named before a coin was chosen, `unsafe_senders` the accounts that cannot take money back.
    `fee_rates` are rates of the day, in one currency, by which a token pays for its chain's fee.
    `restored_at` is when it came out of a backup, None if it never did.
    """

    id: InvoiceId
    selector: str
    origin: Origin
    terms: Terms
    created_at: int
    deadline: int | None
    lines: tuple[Line, ...] = ()
    quotes: tuple[Quote, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    refunds: tuple[Refund, ...] = ()
    refund_to: tuple[tuple[ChainId, str], ...] = ()
    refund_hint: str = ""
    unsafe_senders: tuple[tuple[ChainId, str], ...] = ()
    fee_rates: tuple[Rate, ...] = ()
    paused_at: int | None = None
    looked_past: tuple[ChainId, ...] = ()
    seen_at: int | None = None
    paid_at: int | None = None
    paid_tx: str | None = None
    paid_address: str | None = None
    accepted_by: str | None = None
    expired_at: int | None = None
    cancelled_at: int | None = None
    cancelled_by: str | None = None
    restored_at: int | None = None
    version: int = 1

    @property
    def prompt(self) -> Prompt | None:
        """What the customer is shown now: the prompt of the method chosen last."""
        return self.prompts[-1] if self.prompts else None


def prompt_of(invoice: Invoice) -> Prompt:
    """The prompt shown now. Raises Refused while no coin has been chosen."""
    if not invoice.prompts:
        raise Refused("no_method", "No coin has been chosen for this invoice yet")
    return invoice.prompts[-1]


def prompt_at(invoice: Invoice, address: str) -> Prompt | None:
    """The prompt that gave this address out, or None."""
    return next((prompt for prompt in invoice.prompts if prompt.address == address), None)


def chains_of(invoice: Invoice) -> frozenset[ChainId]:
    """Every chain on which money for this invoice may arrive."""
    return frozenset(prompt.due.asset.chain for prompt in invoice.prompts)

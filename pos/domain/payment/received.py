"""How much of an invoice has come in: pure sums over its deposits.

Only money that is there (not gone), in the coin asked for, at an address that was shown counts.
"""

from pos.domain.money import Amount
from pos.domain.payment.deposit import Deposit
from pos.domain.payment.invoice import Invoice, prompt_at
from pos.domain.payment.quote import Prompt


def is_right_coin(invoice: Invoice, deposit: Deposit) -> bool:
    """Whether this is the coin that its address was given out for."""
    prompt = prompt_at(invoice, deposit.address)
    return prompt is not None and prompt.due.asset == deposit.amount.asset


def is_late(invoice: Invoice, deposit: Deposit) -> bool:
    """Whether it came after the promise had ended; exactly at the deadline is in time."""
    if invoice.cancelled_at is not None:
        return True
    return invoice.deadline is not None and deposit.counted_at > invoice.deadline


def counts(invoice: Invoice, deposit: Deposit) -> bool:
    """Whether this money counts towards the price."""
    return deposit.is_money and is_right_coin(invoice, deposit) and not is_late(invoice, deposit)


def counted_at_prompt(invoice: Invoice, prompt: Prompt) -> tuple[Deposit, ...]:
    """The money that counts towards this prompt, in the order of the chain; pending money last."""
    mine = (d for d in invoice.deposits if d.address == prompt.address and counts(invoice, d))
    return tuple(sorted(mine, key=chain_order))


def received(invoice: Invoice, prompt: Prompt) -> Amount:
    """What came in time for this prompt, unconfirmed money included."""
    units = sum(d.amount.units for d in counted_at_prompt(invoice, prompt))
    return Amount(units, prompt.due.asset)


def explained_at(invoice: Invoice, address: str) -> int:
    """How much of the chain's own coin at an address is explained by payments in blocks.

    In atomic units. A balance above this is money that left no transfer.
    """
    return sum(
        d.amount.units
        for d in invoice.deposits
        if d.address == address
        and d.amount.asset.contract is None
        and d.height is not None
        and not d.gone
    )


def still_due(invoice: Invoice, prompt: Prompt) -> Amount:
    """What is missing, in the prompt's asset; zero once covered."""
    missing = prompt.due - received(invoice, prompt)
    return Amount(max(0, missing.units), prompt.due.asset)


def covered_prompt(invoice: Invoice) -> Prompt | None:
    """The first prompt whose price has come in, unconfirmed money included."""
    return next((p for p in invoice.prompts if _covers(p, received(invoice, p))), None)


def settled_prompt(invoice: Invoice) -> Prompt | None:
    """The first prompt whose price has come in deep enough to be final."""
    for prompt in invoice.prompts:
        needed_for = prompt.acceptance.needed_for
        counted = counted_at_prompt(invoice, prompt)
        deep = sum(d.amount.units for d in counted if d.confirmations >= needed_for(d))
        if _covers(prompt, Amount(deep, prompt.due.asset)):
            return prompt
    return None


def crossing(invoice: Invoice, prompt: Prompt) -> Deposit | None:
    """The deposit that made the sum reach the price, in the order of the chain; None if short."""
    total = 0
    for deposit in counted_at_prompt(invoice, prompt):
        total += deposit.amount.units
        if _covers(prompt, Amount(total, prompt.due.asset)):
            return deposit
    return None


def covered_at(invoice: Invoice, prompt: Prompt) -> int:
    """The date at which the counted sum first reached the price; call only when it has."""
    total = 0
    for deposit in sorted(counted_at_prompt(invoice, prompt), key=lambda d: d.counted_at):
        total += deposit.amount.units
        if _covers(prompt, Amount(total, prompt.due.asset)):
            return deposit.counted_at
    raise AssertionError("asked when a price was covered that is not")


def _covers(prompt: Prompt, amount: Amount) -> bool:
    """Enough for the price, less what the shop shrugs off, which is never more than 1 % of it."""
    shrugged = min(prompt.acceptance.tolerance_units, prompt.due.units // 100)
    return amount.units >= prompt.due.units - shrugged


def chain_order(deposit: Deposit) -> tuple[bool, int, int, str, str]:
    """Sorts by block and place in it; pending money last."""
    height = deposit.height
    return height is None, height or 0, deposit.position, deposit.txid, deposit.index

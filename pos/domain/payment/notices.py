"""What a step tells the outside: calls of the shop, and alarms for the people at the till."""

from collections.abc import Iterator

from pos.domain.payment.deposit import Deposit
from pos.domain.payment.effects import Alarm, Notice, Postback, ShopCallback
from pos.domain.payment.facts import Fact, Observed
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refund_due_in
from pos.domain.payment.received import counts, covered_prompt, is_right_coin


def postback_of(before: Invoice, after: Invoice) -> Iterator[Postback]:
    """The one message to the shop, at the moment the invoice became paid."""
    url = after.origin.postback_url
    if url is None or before.paid_at is not None or after.paid_at is None:
        return
    yield Postback(
        key=f"postback:{after.id}",
        invoice=after.id,
        selector=after.selector,
        url=url,
        data=after.origin.data,
        tx_hash=after.paid_tx,
    )


def callbacks_of(before: Invoice, after: Invoice) -> Iterator[ShopCallback]:
    """The calls of LibrePay's code dialect: paid, cancelled, or over with too little paid.

    An invoice that ended without any payment in time calls nobody.
    """
    origin, is_short = after.origin, any(counts(after, d) for d in after.deposits)
    ends = (
        ("success", origin.success_url, before.paid_at, after.paid_at),
        ("cancel", origin.cancel_url, before.cancelled_at, after.cancelled_at),
        ("fail", origin.fail_url, before.expired_at, after.expired_at if is_short else None),
    )
    if origin.redirect_to is None:
        return
    for name, url, was, now in ends:
        if url and was is None and now is not None:
            yield ShopCallback(key=f"callback:{after.id}:{name}", invoice=after.id, url=url)


def notices_of(before: Invoice, after: Invoice, fact: Fact) -> Iterator[Alarm]:
    """What a person must know after this look at a chain."""
    if not isinstance(fact, Observed):
        return
    known = {deposit.key: deposit for deposit in before.deposits}
    for deposit in after.deposits:
        notice = _notice(before, after, known.get(deposit.key), deposit)
        if notice:
            yield _alarm(after, notice, deposit, fact.look.at)
    if after.expired_at is not None and before.expired_at is None:
        yield from _short(after, fact.look.at)


def _notice(
    before: Invoice, after: Invoice, was: Deposit | None, deposit: Deposit
) -> Notice | None:
    is_lost = deposit.gone or deposit.is_spent_twice
    if was is not None and is_lost and (counts(before, was) or _was_accepted(before, was)):
        return _lost(after, deposit)
    is_news = was is None or was.gone or was.is_money != deposit.is_money
    if deposit.gone or not is_news:
        return None
    if deposit.is_spent_twice:
        return Notice.DOUBLE_SPENT
    if not deposit.is_money:
        return Notice.NOT_MONEY
    if not is_right_coin(after, deposit):
        return Notice.WRONG_COIN
    return None if counts(after, deposit) or before.paid_at is not None else Notice.LATE


def _was_accepted(before: Invoice, was: Deposit) -> bool:
    """Whether the goods were given for this money by a person's word, though it came too late."""
    return before.accepted_by is not None and was.is_money and is_right_coin(before, was)


def _lost(after: Invoice, deposit: Deposit) -> Notice | None:
    """What it means that counted money counts no more.

    Nothing, where the price is covered all the same: a sender who raised the fee pays anew.
    """
    if covered_prompt(after) is not None:
        return None
    if deposit.is_spent_twice:
        return Notice.DOUBLE_SPENT
    return Notice.REPLACED if after.paid_at is None else Notice.PAID_MONEY_GONE


def _short(after: Invoice, at: int) -> Iterator[Alarm]:
    """The time is over and a part was paid: one alarm for each coin that came in time."""
    for prompt in after.prompts:
        owed = refund_due_in(after, prompt.due.asset)
        if any(counts(after, d) for d in after.deposits if d.address == prompt.address):
            key = f"short:{after.id}:{prompt.address}"
            yield Alarm(key=key, invoice=after.id, notice=Notice.SHORT, amount=owed, at=at)


def _alarm(invoice: Invoice, notice: Notice, deposit: Deposit, at: int) -> Alarm:
    key = f"{notice}:{invoice.id}:{deposit.txid}:{deposit.index}"
    return Alarm(key=key, invoice=invoice.id, notice=notice, amount=deposit.amount, at=at)

"""Invoices as rows of a list, and everything their detail page says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pos.domain.payment.deposit import Deposit
from pos.domain.payment.effects import Alarm, Notice, Postback, ShopCallback, Webhook
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.received import is_late, is_right_coin
from pos.domain.payment.stage import is_open
from pos.domain.payment.terms import Door
from pos.domain.ports.outbox import Attempt, Delivery
from pos.domain.ports.payments import Entry
from pos.engine.feed import GapGrew
from pos.engine.refund_rules import WaitFor
from pos.gui.present.cautions import cautions_text
from pos.gui.present.figures import (
    coin_text,
    coin_text_short,
    day_text,
    duration,
    listed,
    moment_text,
    quantity_text,
    short_tx,
)
from pos.gui.present.moneyback import MoneyBack, back_text, money_back
from pos.gui.present.pictures import picture_of
from pos.gui.present.views import Picture, View, left_text, total_text
from pos.gui.present.words import again, count, later, say

Deliveries = Sequence[tuple[Delivery, tuple[Attempt, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """One invoice in a list."""

    id: str
    when: str
    total: str
    coin: str
    title: str
    what: str
    left: str
    picture: Picture
    is_open: bool

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return f"{self.when}, {self.total}, {self.picture.word}, {self.title}, {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One message to the shop; `tries` are its lines in the log."""

    id: str
    title: str
    outcome: str
    tries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailPage:
    """Everything known of one invoice."""

    row: InvoiceRow
    title: str
    facts: tuple[tuple[str, str], ...]
    deposits: tuple[tuple[str, str], ...]
    timeline: tuple[tuple[str, str], ...]
    deliveries: tuple[DeliveryRow, ...]
    is_counter: bool
    money_back: MoneyBack


def invoice_row(invoice: Invoice, view: View) -> InvoiceRow:
    """An invoice in one line."""
    what = ", ".join(f"{quantity_text(line.quantity)} {line.title}" for line in invoice.lines)
    prompt = invoice.prompt
    is_live = is_open(invoice)
    return InvoiceRow(
        id=invoice.id,
        when=day_text(invoice.created_at),
        total=total_text(invoice),
        coin=coin_text_short(prompt.due) if prompt else say("no coin yet"),
        title=view.title,
        what=listed((back_text(invoice), what)),
        left=left_text(invoice, view.now) if is_live else "",
        picture=picture_of(invoice, view),
        is_open=is_live,
    )


def is_pending(invoice: Invoice, view: View) -> bool:
    """Whether somebody still has to wait for this payment or to decide about it."""
    return is_open(invoice) or needs_action(invoice, view)


def needs_action(invoice: Invoice, view: View) -> bool:
    """Whether a person has to decide: money is missing, late, too much, replaced or gone."""
    return picture_of(invoice, view).needs_action


def detail_page(
    invoice: Invoice,
    view: View,
    entries: Sequence[Entry],
    deliveries: Deliveries,
    waits: Mapping[str, WaitFor],
) -> DetailPage:
    """The detail page of an invoice; `waits` says by refund what holds it up."""
    facts = [
        (say("Invoice"), invoice.id),
        (say("Asked for"), moment_text(invoice.created_at)),
    ]
    if invoice.prompt is not None:
        facts.append((say("Due"), coin_text(invoice.prompt.due)))
        facts.append((say("Address"), invoice.prompt.address))
    if invoice.paid_tx is not None:
        facts.append((say("Transaction"), invoice.paid_tx))
    return DetailPage(
        row=invoice_row(invoice, view),
        title=listed((view.title, total_text(invoice))),
        facts=tuple(facts),
        deposits=tuple(_deposit(invoice, deposit) for deposit in invoice.deposits),
        timeline=tuple((moment_text(entry.at), _shortened(again(entry.text))) for entry in entries),
        deliveries=tuple(
            _delivery(*one, view.now)
            for one in deliveries
            if isinstance(one[0].effect, Postback | ShopCallback | Webhook)
        ),
        is_counter=invoice.origin.door is Door.TILL,
        money_back=money_back(invoice, waits),
    )


_NOTICES = {
    Notice.REPLACED: later("Payment was replaced or double-spent. Do not hand over goods"),
    Notice.DOUBLE_SPENT: later("Payment is being double-spent. Do not hand over goods"),
    Notice.PAID_MONEY_GONE: later("A payment left the chain after the sale was done"),
    Notice.LATE: later("Late payment"),
    Notice.SHORT: later("Time over, only a part was paid"),
    Notice.WRONG_COIN: later("Another coin than the one asked for came in"),
    Notice.NOT_MONEY: later("What came cannot be spent, and does not count"),
}


def alarm_text(alarm: Alarm, title: str) -> str:
    """What happened to which sale, in one line; no figure hides what must not be done."""
    has_figure = alarm.amount is not None and alarm.amount.units and not is_grave(alarm)
    amount = coin_text(alarm.amount) if has_figure and alarm.amount else ""
    return listed((title, say(_NOTICES[alarm.notice]), amount))


def is_grave(alarm: Alarm) -> bool:
    """Whether money or goods are in danger."""
    return alarm.notice in {Notice.REPLACED, Notice.DOUBLE_SPENT, Notice.PAID_MONEY_GONE}


def distrust_text(network: str) -> str:
    """The sources of a network contradict each other, in one line."""
    return say(
        "The servers of {network} disagree. Its payments are not believed until they agree",
        network=network,
    )


def gap_text(gap: GapGrew) -> str:
    """A wallet may soon look not far enough ahead, and what to do about it."""
    return count(
        "{n} customer got an address and did not pay. Your {code} wallet may stop looking: "
        "set its gap limit to {limit} (florin wallets)|"
        "{n} customers in a row got an address and did not pay. Your {code} wallet may stop "
        "looking: set its gap limit to {limit} (florin wallets)",
        gap.unpaid,
        code=gap.code,
        limit=gap.gap_limit,
    )


def _deposit(invoice: Invoice, deposit: Deposit) -> tuple[str, str]:
    if deposit.gone:
        state = say("gone")
    elif not is_right_coin(invoice, deposit):
        state = say("another coin")
    elif deposit.height is None:
        state = say("not in a block yet")
    else:
        state = say("block {height}, {n} deep", height=deposit.height, n=deposit.confirmations)
    late = say("late") if is_late(invoice, deposit) and not deposit.gone else ""
    said = cautions_text(deposit.cautions)
    return coin_text(deposit.amount), listed((short_tx(deposit.tx_hash), state, late, said))


def _shortened(text: str) -> str:
    """A line of the journal with its transactions and addresses cut in the middle."""
    return " ".join(
        short_tx(word.rstrip(",")) + ("," if word.endswith(",") else "") for word in text.split(" ")
    )


def _delivery(delivery: Delivery, attempts: tuple[Attempt, ...], now: int) -> DeliveryRow:
    title = _address_of(delivery)
    waits = ""
    if delivery.due_at is not None:
        waits = say("next try in {duration}", duration=duration(delivery.due_at - now))
    outcome = again(delivery.outcome)
    if not outcome:
        outcome = say("waiting") if delivery.due_at is not None else say("done")
    return DeliveryRow(
        id=delivery.id,
        title=title,
        outcome=listed((outcome, waits)),
        tries=tuple(
            f"{moment_text(one.at)}  {again(one.outcome)}  ({one.took_ms} ms)" for one in attempts
        ),
    )


def _address_of(delivery: Delivery) -> str:
    """Where a message goes; its data may hold a secret and is never shown."""
    effect = delivery.effect
    if isinstance(effect, Webhook):
        return say("Webhook {name}: {event}", name=effect.endpoint, event=effect.event.name)
    assert isinstance(effect, Postback | ShopCallback)
    return effect.url.partition("?")[0]

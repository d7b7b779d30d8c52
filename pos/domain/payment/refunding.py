"""The list of refunds inside an invoice: planned, signed, done, or withdrawn."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pos.domain.errors import Refused
from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Deposit, DepositKey
from pos.domain.payment.effects import SendRefund
from pos.domain.payment.facts import (
    RefundApproved,
    RefundClaimed,
    RefundConfirmed,
    RefundFailed,
    RefundHandedOver,
    RefundRetried,
    RefundSent,
    RefundSigned,
    SenderUnsafe,
)
from pos.domain.payment.invoice import Invoice, prompt_at
from pos.domain.payment.owed import assets_of, debts, live_refunds, refund_due_in
from pos.domain.payment.policy import ToSender
from pos.domain.payment.refund import Refund, RefundReason, RefundStage
from pos.domain.payment.restored import refuse_in_doubt
from pos.domain.payment.stage import is_open

_MAY_BE_OUT: Final = frozenset({RefundStage.SIGNED, RefundStage.CONFIRMED, RefundStage.FAILED})


@dataclass(slots=True)
class _Parcel:
    """What goes back to one address in one payment."""

    is_to_sender: bool
    units: int = 0
    reasons: dict[RefundReason, None] = field(default_factory=dict)
    covers: list[tuple[DepositKey, int]] = field(default_factory=list)


def plan_refunds(invoice: Invoice, at: int) -> tuple[Invoice, tuple[SendRefund, ...]]:
    """Put every confirmed amount that is owed, and whose way back is known, on the list.

    Only once the sale is over: until then late money may still be needed or accepted.
    """
    if is_open(invoice):
        return invoice, ()
    invoice = _without_groundless(invoice)
    effects: list[SendRefund] = []
    for asset in assets_of(invoice.deposits):
        for to, parcel in _parcels(invoice, asset).items():
            refund = Refund(
                id=f"{invoice.id}-{len(invoice.refunds) + 1}",
                amount=Amount(parcel.units, asset),
                to=to,
                stage=RefundStage.PLANNED,
                reasons=tuple(parcel.reasons),
                covers=tuple(parcel.covers),
                is_to_sender=parcel.is_to_sender,
                planned_at=at,
            )
            invoice = replace(invoice, refunds=(*invoice.refunds, refund))
            key = f"refund:{refund.id}"
            effects.append(SendRefund(key=key, invoice=invoice.id, refund_id=refund.id))
    return invoice, tuple(effects)


def claimable(invoice: Invoice) -> tuple[Amount, ...]:
    """What is owed back, confirmed or not, and goes nowhere until somebody names an address.

    One amount for each coin; nothing while the sale is still open.
    """
    if is_open(invoice):
        return ()
    waiting = Counter[Asset]()
    for asset in assets_of(invoice.deposits):
        for deposit, units, _ in _unsent(invoice, asset, confirmed=False):
            if _way_back(invoice, deposit) is None:
                waiting[asset] += units
    return tuple(Amount(units, asset) for asset, units in waiting.items())


def _without_groundless(invoice: Invoice) -> Invoice:
    """Withdraw what is planned of money that is in no block any more, or that is owed no more.

    How deep the money is does not matter here: a head that wavers must not undo an approval.
    """
    there = tuple(d for d in invoice.deposits if d.is_money and d.height is not None)
    keys, mined = {d.key for d in there}, replace(invoice, deposits=there)

    def is_groundless(refund: Refund) -> bool:
        asset = refund.amount.asset
        owed = sum(debt.units for debt in debts(mined, asset))
        listed = sum(r.amount.units for r in live_refunds(invoice) if r.amount.asset == asset)
        return owed < listed or any(key not in keys for key, _ in refund.covers)

    planned = {r.id for r in invoice.refunds if _may_withdraw(r) and is_groundless(r)}
    return _withdrawn(invoice, planned)


def _parcels(invoice: Invoice, asset: Asset) -> dict[str, _Parcel]:
    """What to send where."""
    parcels: dict[str, _Parcel] = {}
    for deposit, units, reason in _unsent(invoice, asset, confirmed=True):
        way = _way_back(invoice, deposit)
        if way is None:
            continue
        to, is_to_sender = way
        parcel = parcels.setdefault(to, _Parcel(is_to_sender))
        parcel.units += units
        parcel.reasons[reason] = None
        parcel.covers.append((deposit.key, units))
    return parcels


def _unsent(
    invoice: Invoice, asset: Asset, *, confirmed: bool
) -> Iterator[tuple[Deposit, int, RefundReason]]:
    """The units of each deposit that are owed and on no list, never more than is owed in all.

    A reorg may change which of two deposits is the surplus: what was sent for one counts all the
    same.
    """
    left = refund_due_in(invoice, asset, confirmed=confirmed).units
    covered = Counter[DepositKey]()
    for refund in live_refunds(invoice):
        covered.update(dict(refund.covers))
    for debt in debts(invoice, asset, confirmed=confirmed):
        units = min(left, debt.units - covered[debt.deposit.key])
        if units > 0:
            left -= units
            yield debt.deposit, units, debt.reason


def _way_back(invoice: Invoice, deposit: Deposit) -> tuple[str, bool] | None:
    """Where a deposit may go back to, and whether that is only where it came from; never a guess.

    The address that was named, else the sender where that was promised to be safe, else nowhere.
    """
    named = dict(invoice.refund_to).get(deposit.chain)
    if named is not None:
        return named, False
    prompt, sender = prompt_at(invoice, deposit.address), deposit.sender
    if sender is None or prompt is None or prompt.to_sender is ToSender.NEVER:
        return None
    return None if (deposit.chain, sender) in invoice.unsafe_senders else (sender, True)


def claim(invoice: Invoice, fact: RefundClaimed) -> Invoice:
    """Note where money on a chain goes back to; what was only planned is planned anew for it."""
    claims = dict(invoice.refund_to)
    if claims.get(fact.chain) == fact.to:
        return invoice
    if fact.chain in claims and not fact.by:
        raise Refused("claimed", "An address was already given for this money: ask the shop")
    if prompt_at(invoice, fact.to) is not None:
        raise Refused("own_address", "This is an address of this invoice, not the customer's")
    claims[fact.chain] = fact.to
    planned = {
        refund.id
        for refund in invoice.refunds
        if _may_withdraw(refund) and refund.amount.asset.chain == fact.chain
    }
    kept = _withdrawn(invoice, planned)
    return replace(kept, refund_to=tuple(sorted(claims.items())))


def reject_sender(invoice: Invoice, fact: SenderUnsafe) -> Invoice:
    """The money waits for its owner to name an address."""
    refund = _listed(invoice, fact.refund_id)
    if refund.stage is RefundStage.WITHDRAWN:
        return invoice
    _refuse_unless(refund, RefundStage.WITHDRAWN, RefundStage.PLANNED)
    if refund.handed_to:
        return invoice
    unsafe = {*invoice.unsafe_senders, (refund.amount.asset.chain, refund.to)}
    invoice = replace(invoice, unsafe_senders=tuple(sorted(unsafe)))
    return _with(invoice, replace(refund, stage=RefundStage.WITHDRAWN))


def withdraw_planned(invoice: Invoice) -> Invoice:
    """Keep the money after all. Raises Refused once a refund may have been sent."""
    if any(r.stage in _MAY_BE_OUT or _is_handed_over(r) for r in invoice.refunds):
        raise Refused("refunded", "Money of this invoice is already on its way back")
    withdrawn = tuple(replace(r, stage=RefundStage.WITHDRAWN) for r in invoice.refunds)
    return replace(invoice, refunds=withdrawn)


def approve_refund(invoice: Invoice, fact: RefundApproved) -> Invoice:
    """Let a planned refund go."""
    refund = _listed(invoice, fact.refund_id)
    if refund.approved_by:
        return invoice
    _refuse_unless(refund, RefundStage.SIGNED, RefundStage.PLANNED)
    return _with(invoice, replace(refund, approved_by=fact.by))


def hand_over(invoice: Invoice, fact: RefundHandedOver) -> Invoice:
    """Leave a planned refund to the owner's own wallet."""
    refund = _listed(invoice, fact.refund_id)
    _refuse_unless(refund, RefundStage.CONFIRMED, RefundStage.PLANNED)
    refuse_in_doubt(invoice, refund)
    if not 0 < fact.units <= refund.amount.units:
        raise Refused("refund_fee", f"Refund {refund.id} cannot pay {fact.units} units")
    return _with(invoice, replace(refund, handed_to=fact.by, handed_units=fact.units))


def sign_refund(invoice: Invoice, fact: RefundSigned) -> Invoice:
    """Keep the signed bytes of a refund, before anything is broadcast.

    Another version must exclude every one before it: one that spends something else could pay
    the same refund twice, and is refused.
    """
    refund, tx = _listed(invoice, fact.refund_id), fact.tx
    if any(known.txid == tx.txid for known in refund.versions):
        return invoice
    _refuse_unless(refund, RefundStage.SIGNED, RefundStage.PLANNED, RefundStage.SIGNED)
    refuse_in_doubt(invoice, refund)
    if refund.handed_to:
        text = f"Refund {refund.id} was given to the owner's wallet to pay: it may be paid already"
        raise Refused("handed_over", text)
    if any(set(known.spends).isdisjoint(tx.spends) for known in refund.versions):
        text = f"Refund {refund.id} is signed already, and this one does not replace it"
        raise Refused("second_payment", text)
    if tx.fee.asset != refund.amount.asset or tx.fee.units >= refund.amount.units:
        raise Refused("refund_fee", f"The fee of refund {refund.id} leaves nothing to send")
    signed = replace(refund, stage=RefundStage.SIGNED, versions=(*refund.versions, tx))
    return _with(invoice, signed)


def confirm_refund(invoice: Invoice, fact: RefundConfirmed) -> Invoice:
    """One of the versions is final."""
    refund = _listed(invoice, fact.refund_id)
    if refund.stage is RefundStage.CONFIRMED:
        return invoice
    _refuse_unless(refund, RefundStage.CONFIRMED, RefundStage.SIGNED, RefundStage.FAILED)
    if all(tx.txid != fact.txid for tx in refund.versions):
        raise Refused("refund_tx", f"Refund {refund.id} has no transaction {fact.txid}")
    done = replace(refund, stage=RefundStage.CONFIRMED, txid=fact.txid, failure="")
    return _with(invoice, done)


def note_sent(invoice: Invoice, fact: RefundSent) -> Invoice:
    """The owner's own wallet paid it. Raises Refused for one that ours may have paid, too."""
    refund = _listed(invoice, fact.refund_id)
    if refund.stage is RefundStage.CONFIRMED and refund.txid == fact.txid:
        return invoice
    _refuse_unless(refund, RefundStage.CONFIRMED, RefundStage.PLANNED)
    done = replace(
        refund, stage=RefundStage.CONFIRMED, txid=fact.txid, sent_by=fact.by, sent_at=fact.at
    )
    return _with(invoice, done)


def give_up_refund(invoice: Invoice, refund_id: str) -> Invoice:
    """The fee would eat it."""
    refund = _listed(invoice, refund_id)
    if refund.stage is RefundStage.UNREFUNDABLE:
        return invoice
    _refuse_unless(refund, RefundStage.UNREFUNDABLE, RefundStage.PLANNED)
    return _with(invoice, replace(refund, stage=RefundStage.UNREFUNDABLE))


def fail_refund(invoice: Invoice, fact: RefundFailed) -> Invoice:
    """It can never arrive. It still counts as sent until a person has looked."""
    refund = _listed(invoice, fact.refund_id)
    if refund.stage is RefundStage.FAILED:
        return invoice
    _refuse_unless(refund, RefundStage.FAILED, RefundStage.SIGNED)
    return _with(invoice, replace(refund, stage=RefundStage.FAILED, failure=fact.why))


def retry_refund(invoice: Invoice, fact: RefundRetried) -> Invoice:
    """Take a refund that came to nothing off the list, so that it is planned anew.

    Also one that was left to the owner's wallet: only a person knows that it did not pay.
    """
    refund = _listed(invoice, fact.refund_id)
    if refund.stage is RefundStage.WITHDRAWN:
        return invoice
    if not _is_handed_over(refund):
        _refuse_unless(refund, RefundStage.WITHDRAWN, RefundStage.FAILED, RefundStage.UNREFUNDABLE)
    return _with(invoice, replace(refund, stage=RefundStage.WITHDRAWN))


def _is_handed_over(refund: Refund) -> bool:
    """Whether the owner's own wallet may be paying it just now."""
    return refund.stage is RefundStage.PLANNED and bool(refund.handed_to)


def _may_withdraw(refund: Refund) -> bool:
    """Whether it is sure that nobody has paid it yet."""
    return refund.stage is RefundStage.PLANNED and not refund.handed_to


def _withdrawn(invoice: Invoice, ids: Collection[str]) -> Invoice:
    refunds = tuple(
        replace(r, stage=RefundStage.WITHDRAWN) if r.id in ids else r for r in invoice.refunds
    )
    return replace(invoice, refunds=refunds)


def _listed(invoice: Invoice, refund_id: str) -> Refund:
    refund = next((r for r in invoice.refunds if r.id == refund_id), None)
    if refund is None:
        raise Refused("unknown_refund", f"There is no refund {refund_id}")
    return refund


def _refuse_unless(refund: Refund, to: RefundStage, *allowed: RefundStage) -> None:
    if refund.stage not in allowed:
        raise Refused("refund_stage", f"Refund {refund.id} is {refund.stage} and cannot be {to}")


def _with(invoice: Invoice, refund: Refund) -> Invoice:
    refunds = tuple(refund if r.id == refund.id else r for r in invoice.refunds)
    return replace(invoice, refunds=refunds)

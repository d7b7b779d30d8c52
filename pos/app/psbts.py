"""`florin refunds psbt`: a refund as a file that the owner's own wallet signs."""

import asyncio
from pathlib import Path

from pos.app.coins import wiring_at
from pos.app.families.bitcoin import BitcoinWiring
from pos.app.families.family import Ground
from pos.app.places import Place, places
from pos.app.refund_desk import decide
from pos.app.refunds import OWNER, payer_at, refund_rules
from pos.chains.coin import Family, family_of
from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.engine.by_hand import psbt_for, refund_of
from pos.engine.refund_rules import RefundRule, is_by_hand
from pos.storage.past import open_past


async def write_psbt(refund_id: str, target: Path, ground: Ground) -> None:
    """Write the file, and note first that from now on only the owner's wallet pays this refund.

    Raises Refused for a refund that there is not, that Florin itself pays, or whose coin knows no
    such files, while the till is open, and for a file that is there already; and as `psbt_for`.
    """
    _refuse_taken(target)
    invoice = _invoice_of(refund_id, ground.folder)
    place = _place_of(invoice, refund_id, ground)
    await _refuse_unless_by_hand(place, ground)
    psbts = BitcoinWiring().psbts(place, ground)
    try:
        made = await psbt_for(invoice, refund_id, psbts)
    finally:
        await psbts.close()
    units = made.pays.units
    await decide(
        ground.settings,
        ground.folder,
        lambda decisions: decisions.hand_over(invoice.id, refund_id, OWNER, units),
    )
    try:
        await asyncio.to_thread(target.write_bytes, made.raw)
    except OSError as why:
        raise Refused("no_file", f"{target} cannot be written: {why.strerror}") from why


def _refuse_taken(target: Path) -> None:
    if target.exists():
        raise Refused("no_file", f"{target} is there already: name another file")


def _invoice_of(refund_id: str, folder: Path) -> Invoice:
    with open_past(folder / "florin.db") as past:
        invoice = past.invoice(InvoiceId(refund_id.rpartition("-")[0]))
    if invoice is None:
        raise Refused("unknown_refund", f"There is no refund {refund_id}")
    return invoice


def _place_of(invoice: Invoice, refund_id: str, ground: Ground) -> Place:
    chain = refund_of(invoice, refund_id).amount.asset.chain
    found = next((each for each in places(ground.settings) if each.id == chain), None)
    if found is None or family_of(chain) is not Family.BITCOIN:
        text = "Only coins of Bitcoin's kind, while they are on offer, have files to sign"
        raise Refused("no_psbt", text)
    return found


async def _refuse_unless_by_hand(place: Place, ground: Ground) -> None:
    """Or it would be paid twice: by the owner and by Florin."""
    rules = refund_rules([place], ground.settings)
    payer = payer_at(place, wiring_at(place), ground)
    state = payer.state if payer else None
    if payer is not None:
        await payer.close()
    code = place.coins[0].code
    if not is_by_hand(rules.get(code, RefundRule()), state):
        text = (
            f"Florin itself pays refunds in {code}. To pay them by hand, set "
            f'refunds.{code}.mode = "manual", and open the till again.'
        )
        raise Refused("not_by_hand", text)

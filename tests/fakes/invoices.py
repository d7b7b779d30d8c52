"""Invoices, payments and looks made by hand, with figures that are easy to read."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pos.domain.ids import ChainId, InvoiceId, WalletId
from pos.domain.money import Amount, Asset, Fiat, Rate
from pos.domain.payment.deposit import Caution, DepositKey, Look, Sighting
from pos.domain.payment.facts import Observed
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.policy import Acceptance, ToSender
from pos.domain.payment.quote import Prompt, Quote
from pos.domain.payment.refund import SignedTx
from pos.domain.payment.terms import Door, Origin, Terms

WALLET = WalletId("wallet")
CHAIN = ChainId("eip155:1")
OTHER_CHAIN = ChainId("eip155:137")
TOKEN = Asset(code="0xBTC", decimals=8, chain=CHAIN, contract="0x" + "b6" * 20)
ETH = Asset(code="ETH", decimals=18, chain=CHAIN)
POL = Asset(code="POL", decimals=18, chain=OTHER_CHAIN)
ADDRESS = "0x" + "a1" * 20
SECOND_ADDRESS = "0x" + "a2" * 20
SENDER = "0x" + "c0" * 20
OPENED_AT = 1_000
DEADLINE = 2_000
DUE = 100


def prompt(
    due: int = DUE,
    *,
    asset: Asset = TOKEN,
    address: str = ADDRESS,
    confirmations: int = 2,
    tolerance: int = 0,
    dust: int = 0,
    to_sender: ToSender = ToSender.NEVER,
) -> Prompt:
    return Prompt(
        due=Amount(due, asset),
        address=address,
        wallet=WALLET,
        key_index=int(address[-1], 16),
        qr=address,
        uri=f"ethereum:{address}",
        acceptance=Acceptance(
            confirmations=confirmations, tolerance_units=tolerance, dust_units=dust
        ),
        to_sender=to_sender,
    )


def choosing(deadline: int | None = DEADLINE, *, postback: str | None = None) -> Invoice:
    """An invoice for which no coin was chosen yet."""
    rate = Rate(per_coin=Fraction(1, 2), code="0xBTC", currency="EUR", sources=("fixed",), at=1)
    acceptance = Acceptance(confirmations=2, tolerance_units=0)
    return Invoice(
        id=InvoiceId("00000000000000aa"),
        selector="00000000000000aa",
        origin=Origin(door=Door.TILL, postback_url=postback, data='{"order":1}'),
        terms=Terms(price=Fiat(Decimal("0.50"), "EUR"), expires_at=deadline),
        created_at=OPENED_AT,
        deadline=deadline,
        quotes=(Quote(due=Amount(DUE, TOKEN), rate=rate, acceptance=acceptance),),
    )


def waiting(
    deadline: int | None = DEADLINE, *prompts: Prompt, postback: str | None = None
) -> Invoice:
    """An invoice that shows its prompts; by default one of 100 units with 2 confirmations."""
    return replace(choosing(deadline, postback=postback), prompts=prompts or (prompt(),))


def look(
    at: int = 1_100,
    *,
    height: int = 10,
    previous_at: int | None = None,
    chain: ChainId = CHAIN,
    number: int | None = None,
    is_complete: bool = True,
) -> Look:
    """One reading of a chain; unless numbered otherwise, later ones are newer."""
    return Look(
        chain=chain,
        at=at,
        previous_at=previous_at,
        height=height,
        number=at if number is None else number,
        is_complete=is_complete,
    )


def payment(
    units: int = DUE,
    txid: str = "0x01",
    *,
    height: int | None = None,
    block_time: int | None = None,
    address: str = ADDRESS,
    asset: Asset = TOKEN,
    index: str = "0",
    sender: str | None = SENDER,
    cautions: tuple[Caution, ...] = (),
) -> Sighting:
    return Sighting(
        chain=asset.chain,
        txid=txid,
        index=index,
        address=address,
        amount=Amount(units, asset),
        height=height,
        block_time=block_time,
        sender=sender,
        cautions=cautions,
    )


def observed(look: Look, *sightings: Sighting, gone: tuple[DepositKey, ...] = ()) -> Observed:
    return Observed(look=look, sightings=sightings, gone=gone)


def signed_tx(
    txid: str = "0xr", *, asset: Asset = TOKEN, fee: int = 1, spends: tuple[str, ...] = ("nonce:1",)
) -> SignedTx:
    """A signed refund that takes its fee off in its own coin."""
    return SignedTx(
        txid=txid,
        raw=f"raw {txid}",
        fee=Amount(fee, asset),
        cost=Amount(21_000, ETH),
        spends=spends,
        at=1_210,
    )

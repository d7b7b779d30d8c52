"""The files with which the owner's own wallet finds every payment and knows what it was for.

Sources: BIP380 (descriptors), BIP329 (labels), Bitcoin Core's `importdescriptors`.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from pos.app.profile import write_private
from pos.app.wallets import Account
from pos.domain.errors import Refused
from pos.domain.money import format_amount, format_fiat
from pos.domain.payment.invoice import Invoice
from pos.storage.past import Shown

_LONGEST_LABEL: Final = 255

_CORE: Final = """\
{core} (a wallet of its own that only watches; the second command reads old blocks for a while)
  {cli} -named createwallet wallet_name=florin disable_private_keys=true blank=true descriptors=true
  {cli} -rpcwallet=florin importdescriptors '{request}'
"""
_ELECTRUM: Final = """\
{electrum} (in its console; View, Show Console)
  wallet.change_gap_limit({limit})
"""
_SPARROW: Final = """\
Sparrow (in the wallet: Settings, Advanced)
  Gap limit: {limit}
"""
_OTHER: Final = """\
Other wallets
  Set the gap limit ("address look-ahead", "unused addresses") to {limit}, then rescan.
"""
_ADVICE: Final[Mapping[str, tuple[str, dict[str, str]]]] = {
    "BTC": (
        _CORE + "\n" + _ELECTRUM + "\n" + _SPARROW + "\n" + _OTHER,
        {"core": "Bitcoin Core", "cli": "bitcoin-cli", "electrum": "Electrum"},
    ),
    "LTC": (
        _CORE + "\n" + _ELECTRUM + "\n" + _OTHER,
        {"core": "Litecoin Core", "cli": "litecoin-cli", "electrum": "Electrum-LTC"},
    ),
    "BCH": (_ELECTRUM + "\n" + _OTHER, {"electrum": "Electron Cash"}),
}


def export(account: Account, folder: Path) -> list[Path]:
    """Write the files of one wallet, readable by the owner alone; which ones were written.

    Files of an earlier time are replaced. Raises Refused if the folder cannot be written.
    """
    files = {}
    for code in account.codes:
        if account.ours.descriptor:
            files[f"{code}-descriptor.txt"] = _descriptor_text(code, account)
        files[f"{code}-labels.jsonl"] = "".join(_labels(account, code))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_private(folder / name, content)
    except OSError as why:
        text = f"The files cannot be written to {folder}: {why.strerror}"
        raise Refused("no_folder", text) from why
    return [folder / name for name in files]


def _descriptor_text(code: str, account: Account) -> str:
    limit = account.gap_limit
    template, names = _ADVICE.get(code, (_OTHER, {}))
    advice = template.format(limit=limit, request=_core_request(account), **names)
    return (
        f"Where the money of {account.ours.section} is. Whoever reads this sees all of it, and"
        " cannot spend it.\n\n"
        f"Descriptor\n  {account.ours.descriptor}\n\n"
        f"Kind\n  {account.ours.kind}\n\n"
        f"First address\n  {account.ours.first}\n\n"
        f"Gap limit\n  {limit}. {len(account.shown)} addresses were shown, {len(account.paid)} of"
        f" them got money. A wallet that looks fewer than {limit} unused addresses ahead may miss"
        " some of it.\n\n"
        f"{advice}"
    )


def _core_request(account: Account) -> str:
    """What Bitcoin Core imports: all addresses shown and some to come, from the first one's day."""
    request = {
        "desc": account.ours.descriptor,
        "range": [0, account.next_index + account.gap_limit],
        "timestamp": account.shown[0].at if account.shown else "now",
    }
    return json.dumps([request])


def _labels(account: Account, code: str) -> Iterator[str]:
    """One line for each address that was shown for a coin, then one for each transaction."""
    own = [each for each in account.shown if _code_at(each) == code]
    for shown in own:
        yield _label("addr", shown.address, _words(shown.invoice))
    for txid, invoices in _payments(own).items():
        yield _label("tx", txid, "; ".join(_words(invoice) for invoice in invoices))


def _payments(shown: list[Shown]) -> dict[str, list[Invoice]]:
    """Each transaction that paid one of these addresses, with the invoices it paid."""
    found: dict[str, list[Invoice]] = {}
    for each in shown:
        paid = [deposit for deposit in each.invoice.deposits if deposit.address == each.address]
        for txid in dict.fromkeys(d.tx_hash for d in paid if d.tx_hash and not d.gone):
            found.setdefault(txid, []).append(each.invoice)
    return found


def _code_at(shown: Shown) -> str:
    """The coin an address was shown for."""
    prompts = [prompt for prompt in shown.invoice.prompts if prompt.address == shown.address]
    return prompts[-1].due.asset.code if prompts else ""


def _words(invoice: Invoice) -> str:
    """What it was for, without what a shop told us in confidence."""
    day = datetime.fromtimestamp(invoice.created_at, UTC).date().isoformat()
    price = invoice.terms.price
    if price is not None:
        return f"Florin {day}, {format_fiat(price)} {price.currency}, invoice {invoice.id}"
    due = invoice.prompt.due if invoice.prompt else None
    worth = f", {format_amount(due)} {due.asset.code}" if due else ""
    return f"Florin {day}{worth}, invoice {invoice.id}"


def _label(kind: str, ref: str, words: str) -> str:
    line = {"type": kind, "ref": ref, "label": words[:_LONGEST_LABEL]}
    return msgspec.json.encode(line).decode() + "\n"

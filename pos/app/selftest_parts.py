"""What `florin selftest` tries of the program's parts, each alone.

Each probe imports its own part, so that a part that is missing is a result like any other. Asserts
would vanish where Python optimizes: a probe answers with what is wrong, "" if nothing is.
"""

import asyncio
import importlib
import pkgutil
import ssl
import wave
from collections.abc import Iterator
from decimal import Decimal
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

import pos
from pos.resources import resource

RESOURCES: Final = (
    "checkout/checkout.css",
    "checkout/checkout.js",
    "checkout/page.html",
    "demo_shop.json",
    "fonts/DejaVuSansMono.ttf",
    "fonts/Inter-Bold.otf",
    "fonts/Inter-Regular.otf",
    "fonts/Inter-SemiBold.otf",
    "help/en/cashier.md",
    "help/en/pay.png",
    "icons/florin.svg",
    "languages/de.ts",
    "qss/florin.qss",
    "sounds/paid.wav",
)
"""One of each kind that is needed, and all fonts: Qt would put others in their place."""

OTHER_LANGUAGE: Final = "de"
_UNLISTED: Final = ("pos.__main__", "pos.storage.migrations.")  # run or read by path, not imported
_LIBRARIES: Final = ("keyring", "babel.localedata", "uuid")  # imported only when wanted

# EIP-155's own example: the key, and how the transaction must look signed
_KEY: Final = bytes([0x46]) * 32
_SIGNED: Final = (
    "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a0"
    "28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b"
    "3800ccf555c9f3dc64214b297fb1966a3b6d83"
)

# BIP84's own example
_ZPUB: Final = (
    "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1A"
    "DqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs"
)
_FIRST: Final = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"

# a wallet of Monero whose spend key was thrown away, and its first subaddress as its program says
_PRIMARY: Final = (
    "42UiYVDwiuRKaw1WwHr4V5X54jvVvGeS4MPVTtYHQjR6"
    "iFEsaBcmQ6ogi7eNyfA775i1Jboj8KM76Hg2A4vwPuSQCMYV4Mw"
)
_VIEW_KEY: Final = "b6f4542c208ea93c75480a6adc78900609fc1804aa70e8e900a4b92701085f00"
_SUBADDRESS: Final = (
    "82emMngXGxuBZ1wRmyfQAserkXp4nzg2sAno3tyP47hm"
    "MQwvxrEiVxCCgZcbBcRiRJg2JUNubqz6oHsLyqUWnN1G1GEtx7v"
)

_QR_TEXT: Final = "bitcoin:bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu?amount=0.00123456"
_MODULE_PX: Final = 4


def resources(_: Path) -> str:
    """Whether all files that are no code came along."""
    missing = [name for name in RESOURCES if not resource(name).exists()]
    return f"missing: {', '.join(missing)}" if missing else ""


def modules(_: Path) -> str:
    """Whether every module can be imported, with all that it imports, and every coin be found."""
    from pos.chains.registry import find_coins

    for name in (*_modules(), *_LIBRARIES):
        importlib.import_module(name)
    if not entry_points(group="keyring.backends"):  # keyring finds its parts by its metadata only
        return "no keyrings are found"
    return "" if "BTC" in find_coins() else "no coins are found"


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(pos.__path__, "pos."):
        if not found.name.startswith(_UNLISTED):
            yield found.name


def languages(_: Path) -> str:
    """Whether there is a second language, with figures as its people write them."""
    from pos.domain.money import Fiat
    from pos.till.tongue import Tongues

    tongue = Tongues(resource("languages")).chosen(OTHER_LANGUAGE)
    shown = tongue.price(Fiat(Decimal("1234.5"), "EUR"))
    if tongue.tag != OTHER_LANGUAGE:
        return f"there is no language {OTHER_LANGUAGE}"
    return "" if shown.startswith("1.234,50") else f"a price is written {shown}"


def database(folder: Path) -> str:
    """Whether a database can be made, written, and read after it was closed."""
    from pos.storage.store import open_store

    async def kept(fresh: str | None) -> str | None:
        store = open_store(folder / "florin.db")
        try:
            if fresh is not None:
                await store.shelf.keep("selftest", fresh)
            return await store.shelf.kept("selftest")
        finally:
            store.close()

    asyncio.run(kept("written"))
    return "" if asyncio.run(kept(None)) == "written" else "what was written is not there"


def tls(_: Path) -> str:
    """Whether connections can be encrypted, and there are roots to trust."""
    context = ssl.create_default_context()
    if context.cert_store_stats()["x509_ca"]:
        return ""
    folder = ssl.get_default_verify_paths().capath  # read only when a connection wants them
    is_filled = any(Path(folder or "/").glob("*.0"))
    return "" if is_filled else "there are no root certificates to trust"


def ethereum(_: Path) -> str:
    """Whether web3 can be brought along, and a transaction is signed as it must be."""
    from pos.chains.evm import late
    from pos.chains.evm.draft import Draft, Fees

    signing = asyncio.run(late.signing())
    asyncio.run(late.opener())
    draft = Draft(
        chain_id=1,
        nonce=9,
        to="0x" + "35" * 20,
        value=10**18,
        data="0x",
        gas=21_000,
        fees=Fees(cap=20 * 10**9, tip=20 * 10**9, is_legacy=True),
    )
    _, raw = signing.signed(draft, _KEY)
    return "" if raw == _SIGNED else "a transaction is signed wrongly"


def bitcoin(_: Path) -> str:
    """Whether wallycore derives the address that it must."""
    from pos.chains.bitcoin.keys import DescriptorWallet
    from pos.chains.bitcoin.network import BITCOIN

    (address,) = asyncio.run(DescriptorWallet(_ZPUB, BITCOIN).addresses(0, 1))
    return "" if address == _FIRST else f"an address is derived wrongly: {address}"


def monero(_: Path) -> str:
    """Whether a subaddress is derived as it must be: Ed25519 and Keccak."""
    from pos.chains.monero.subaddress import parse_keys, subaddress

    address = subaddress(parse_keys(_PRIMARY, _VIEW_KEY), 1)
    return "" if address == _SUBADDRESS else f"an address is derived wrongly: {address}"


def backup(_: Path) -> str:
    """Whether age seals and opens, for a key and for a passphrase."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    sealed = pyrage.encrypt(b"till", [identity.to_public()])
    if pyrage.decrypt(sealed, [identity]) != b"till":
        return "what was sealed for a key is not what comes out"
    locked = pyrage.passphrase.encrypt(b"till", "a passphrase")
    is_same = pyrage.passphrase.decrypt(locked, "a passphrase") == b"till"
    return "" if is_same else "what was sealed with a passphrase is not what comes out"


def sounds(_: Path) -> str:
    """Whether the sounds can be read; a machine may have no loudspeaker."""
    for file in sorted(resource("sounds").glob("*.wav")):
        with wave.open(str(file)) as sound:
            if not sound.getnframes():
                return f"{file.name} is empty"
    return ""


def qr(_: Path) -> str:
    """Whether the code that a customer would scan says what it should."""
    import zxingcpp

    from pos.gui.qr import code_image

    code = code_image(_QR_TEXT)
    large = code.scaledToWidth(code.width() * _MODULE_PX)
    read = zxingcpp.read_barcode(large)
    if read is None:
        return "the code is not seen"
    return "" if read.text == _QR_TEXT else f"the code says {read.text}"

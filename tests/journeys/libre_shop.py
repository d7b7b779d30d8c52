"""A shop's server that speaks the invoice protocol of LibrePay."""

import json
import subprocess
import urllib.request
from pathlib import Path
from typing import Any, Final

from tests.journeys.florin import EXECUTABLE, Florin

PASSPHRASE: Final = "the cat sat on the till"


class LibreShop:
    """Creates invoices and follows them, as the document has it."""

    def __init__(self, florin: Florin) -> None:
        self._florin = florin

    def sell(self, price: str, **more: object) -> str:
        """A new invoice over so many euros; the answer is its selector."""
        body = {
            "successUrl": "https://shop.example/complete",
            "cancelUrl": "https://shop.example/cancel",
            "currency": "eur",
            "cart": [{"price": float(price), "name": "Raspberry Pi", "quantity": 1}],
            **more,
        }
        selector: str = self._florin.post("/invoice/", body)["selector"]
        return selector

    def choose(self, selector: str, code: str, **more: object) -> str:
        """Choose a coin; the answer is the address."""
        answer = self._florin.post(f"/invoice/{selector}/setmethod", {"method": code, **more})
        address: str = answer["receiveAddress"]
        return address

    def invoice(self, selector: str) -> dict[str, Any]:
        """The invoice as the shop sees it."""
        url = f"{self._florin.url}/invoice/{selector}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def status(self, selector: str) -> int:
        """The protocol's number of its state."""
        status: int = self.invoice(selector)["status"]
        return status

    def page(self, selector: str) -> str:
        """Where the customer pays."""
        return f"{self._florin.url}/pay/{selector}"


def refund_wallet(profile: Path, code: str) -> str:
    """Make the shop's refund wallet of a coin; the answer is the address to fill it up at."""
    file = passphrase_file(profile)
    argv = [str(EXECUTABLE), "refunds", "wallet", "new", code, "--profile", str(profile)]
    argv += ["--passphrase-file", str(file)]
    run = subprocess.run(argv, check=True, capture_output=True, encoding="utf-8", timeout=60)
    lines: list[str] = run.stdout.splitlines()
    return next(line for line in lines if "address" in line.lower()).split()[-1]


def passphrase_file(profile: Path) -> Path:
    """The file that opens the refund wallets at start."""
    file = profile / "passphrase"
    if not file.exists():
        file.write_text(PASSPHRASE, encoding="utf-8")
        file.chmod(0o600)
    return file


def refunds_from_keystore(profile: Path, *codes: str) -> str:
    """Settings that send money back by themselves."""
    file = passphrase_file(profile)
    return "".join(
        f"""
[refunds.{code}]
wallet = "keystore"
passphrase_file = "{file}"
"""
        for code in codes
    )

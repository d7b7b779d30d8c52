"""A real monero-wallet-rpc of our own, and a customer who pays from it, well or badly."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests import child
from tests.nodes.anvil import free_port
from tests.nodes.monero_rpc import MoneroRpc
from tests.nodes.monerod import Monerod
from tests.soon import soon

WALLET: Final = "customer"


class WalletServer:
    """One monero-wallet-rpc process on loopback, without a login."""

    def __init__(self, program: Path, home: Path, node: Monerod) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.rpc = MoneroRpc(self.port)
        self._program = program
        self._home = home
        self._node = node
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it and wait until it answers; raises RuntimeError with its last words."""
        self._home.mkdir(parents=True, exist_ok=True)
        process = self._process = child.start(
            [
                self._program,
                *("--rpc-bind-ip", "127.0.0.1", "--rpc-bind-port", str(self.port)),
                *("--disable-rpc-login", "--rpc-ssl", "disabled", "--non-interactive"),
                *("--wallet-dir", self._home, "--log-file", self._home / "wallet.log"),
                *("--shared-ringdb-dir", self._home / "ring"),
                *("--daemon-address", f"127.0.0.1:{self._node.port}", "--trusted-daemon"),
                *("--daemon-ssl", "disabled", "--allow-mismatched-daemon-version"),
            ],
            log=self._home / "said.log",
        )
        if not self.rpc.wait_until_ready(lambda: process.poll() is None):
            self.stop()
            said = (self._home / "said.log").read_text(errors="replace")[-500:]
            raise RuntimeError(f"monero-wallet-rpc did not start: {said}")

    def stop(self) -> None:
        """End it; wallets are saved."""
        if self._process is not None:
            child.end(self._process)

    def kill(self) -> None:
        """End it without a chance to save anything."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class MoneroCustomer:
    """Somebody with coins. A payment returns its transaction's id, unmined."""

    def __init__(self, server: WalletServer, node: Monerod) -> None:
        self._server = server
        self._node = node
        self._rpc = server.rpc
        self._key_images: dict[str, list[str]] = {}
        self._rivals: dict[str, str] = {}

    def start(self) -> None:
        """Open the wallet, which has coins from the snapshot."""
        self._server.start()
        self._rpc("auto_refresh", enable=False)  # before each payment is soon enough
        self._rpc("open_wallet", filename=WALLET, password="")

    def create(self) -> str:
        """A new wallet's address."""
        self._server.start()
        self._rpc("create_wallet", filename=WALLET, password="", language="English")
        return str(self._rpc("get_address")["address"])

    def stop(self) -> None:
        """Save and close the wallet."""
        self._server.stop()

    def address(self) -> str:
        """An address of the customer's that nobody has used."""
        return str(self._rpc("create_address", account_index=0)["address"])

    def received(self, address: str) -> list[int]:
        """What came to one of these addresses in blocks, payment by payment."""
        self._rpc("refresh")
        came = self._rpc("get_transfers", **{"in": True}).get("in", ())
        return [int(each["amount"]) for each in came if each["address"] == address]

    def pay(self, outputs: Sequence[tuple[str, int]]) -> str:
        """Pay so many atomic units to each address in one transaction, one output each."""
        return self.send(self.sign(outputs))

    def sign(self, outputs: Sequence[tuple[str, int]]) -> str:
        """A payment that is ready to be sent and that nobody has heard of yet."""
        return str(self._signed(outputs)["tx_metadata"])

    def send(self, signed: str) -> str:
        """Broadcast a signed payment; the next block will hold it."""
        txid = str(self._rpc("relay_tx", hex=signed)["tx_hash"])
        assert soon(lambda: self._node.has_relayed(txid))
        return txid

    def withhold(self, outputs: Sequence[tuple[str, int]]) -> str:
        """Hand a payment to this one node, which is not to tell anybody of it."""
        signed = self._signed(outputs)
        assert self._node.send(signed["tx_blob"], is_withheld=True)["not_relayed"]
        return str(signed["tx_hash"])

    def _signed(self, outputs: Sequence[tuple[str, int]]) -> dict[str, Any]:
        self._rpc("refresh")
        signed: dict[str, Any] = self._rpc(
            "transfer",
            destinations=[{"address": to, "amount": units} for to, units in outputs],
            do_not_relay=True,
            get_tx_hex=True,
            get_tx_metadata=True,
        )
        self._key_images[str(signed["tx_hash"])] = signed["spent_key_images"]["key_images"]
        return signed

    def double_spend(self, txid: str) -> None:
        """Offer the node the same coins a second time; it refuses, and notes it of the first.

        Every other payment that is still pending may be double spent afterwards, too.
        """
        self._rivals[txid] = rival = self._rival(txid)
        assert self._node.send(rival)["double_spend"]

    def replace(self, txid: str) -> None:
        """Let a double spend win: the payment vanishes, and its coins wait to go elsewhere."""
        rival = self._rivals.get(txid) or self._rival(txid)
        self._node.flush(txid)
        assert self._node.send(rival)["status"] == "OK"

    def _rival(self, txid: str) -> str:
        """A signed transaction that spends what this pending payment spends."""
        self._rpc("rescan_blockchain")  # forgets what is pending, so that its coins are free again
        coins = self._rpc("incoming_transfers", transfer_type="available")["transfers"]
        taken = self._key_images[txid]
        others = [c["key_image"] for c in coins if c["key_image"] not in taken]
        for other in others:
            self._rpc("freeze", key_image=other)
        own = self._rpc("get_address")["address"]
        sent = self._rpc(
            "transfer",
            destinations=[{"address": own, "amount": 10**9}],
            do_not_relay=True,
            get_tx_hex=True,
        )
        for other in others:
            self._rpc("thaw", key_image=other)
        return str(sent["tx_blob"])

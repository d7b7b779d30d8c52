"""Someone with a wallet: pays on a test chain by plain JSON-RPC, well or badly."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tests.nodes.abi import Argument
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import GAS, Contract
from tests.nodes.token import Token

TIP_WEI: Final = 1_500_000_000
MAX_FEE_WEI: Final = 100_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One of the node's unlocked accounts. A payment returns its transaction hash, unmined."""

    chain: Anvil
    address: str

    def pay(self, to: str, wei: int) -> str:
        """Send ether."""
        return self._send(to=to, value=hex(wei))

    def pay_token(self, token: Token, to: str, units: int) -> str:
        """Send tokens; more than the customer has is mined as a failed transaction."""
        return self.call(token.contract, "transfer(address,uint256)", to, units)

    def pay_many(self, token: Token, payments: Sequence[tuple[str, int]]) -> str:
        """Send tokens several times in one transaction."""
        receivers = [to for to, _ in payments]
        units = [amount for _, amount in payments]
        return self.call(token.contract, "multiTransfer(address[],uint256[])", receivers, units)

    def call(self, contract: Contract, signature: str, *arguments: Argument, wei: int = 0) -> str:
        """Call any function of a contract, with ether if wanted."""
        return self._send(
            to=contract.address, value=hex(wei), data=contract.call_bytes(signature, *arguments)
        )

    def replace(self, tx: str, *, to: str, wei: int) -> str:
        """Double-spend: put another payment in the place of one that is still pending."""
        pending = self.chain.rpc("eth_getTransactionByHash", tx)
        assert pending["blockHash"] is None, "only a pending transaction can be replaced"
        return self._send(
            to=to,
            value=hex(wei),
            nonce=pending["nonce"],
            maxPriorityFeePerGas=hex(2 * int(pending["maxPriorityFeePerGas"], 16)),
            maxFeePerGas=hex(2 * int(pending["maxFeePerGas"], 16)),
        )

    def _send(self, **fields: str) -> str:
        usual = {
            "from": self.address,
            "gas": GAS,
            "maxPriorityFeePerGas": hex(TIP_WEI),
            "maxFeePerGas": hex(MAX_FEE_WEI),
        }
        tx: str = self.chain.rpc("eth_sendTransaction", {**usual, **fields})
        return tx


def customers(chain: Anvil) -> list[Customer]:
    """The accounts that can pay; the first account is left out, it owns the token supplies."""
    return [Customer(chain=chain, address=each) for each in chain.rpc("eth_accounts")[1:]]

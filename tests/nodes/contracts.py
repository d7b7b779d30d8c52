"""The contracts of erc20.sol, put on a test chain and called from its accounts."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.nodes.abi import Argument, encode
from tests.nodes.anvil import Anvil

ARTIFACT: Final = Path(__file__).with_name("erc20.json")
GAS: Final = hex(
    3_000_000
)  # given by hand, because estimating refuses calls that are meant to fail


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract that stands on the chain."""

    chain: Anvil
    name: str
    address: str

    def call_bytes(self, signature: str, *arguments: Argument) -> str:
        """The input of a call such as `transfer(address,uint256)`, as hex."""
        selector: str = compiled(self.name)["selectors"][signature]
        return selector + encode(*arguments)

    def read(self, signature: str, *arguments: Argument) -> int:
        """The one number a view function returns at the newest block."""
        call = {"to": self.address, "data": self.call_bytes(signature, *arguments)}
        return int(self.chain.rpc("eth_call", call, "latest"), 16)


def deploy(chain: Anvil, name: str, *arguments: Argument) -> Contract:
    """Put a contract of erc20.sol on the chain, by its first account; mines one block."""
    deployer: str = chain.rpc("eth_accounts")[0]
    code = compiled(name)["bytecode"] + encode(*arguments)
    tx = chain.rpc("eth_sendTransaction", {"from": deployer, "data": code, "gas": GAS})
    chain.mine()
    receipt = chain.receipt(tx)
    assert receipt is not None, f"the deployment of {name} was not mined"
    assert receipt["status"] == "0x1", f"the deployment of {name} failed"
    return Contract(chain=chain, name=name, address=receipt["contractAddress"])


@cache
def compiled(name: str) -> dict[str, Any]:
    """Bytecode, selectors and ABI of a contract, as the compiler wrote them."""
    contract: dict[str, Any] = json.loads(ARTIFACT.read_text())["contracts"][name]
    return contract

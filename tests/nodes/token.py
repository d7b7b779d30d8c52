"""A real ERC-20 on a test chain, with as many decimals as the test wants."""

from dataclasses import dataclass

from tests.nodes.anvil import Anvil
from tests.nodes.contracts import GAS, Contract, deploy


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token whose supply lies with the chain's first account. Amounts are whole atomic units."""

    contract: Contract
    decimals: int

    @property
    def address(self) -> str:
        """Where the contract stands."""
        return self.contract.address

    def balance_of(self, owner: str) -> int:
        """What an address holds at the newest block."""
        return self.contract.read("balanceOf(address)", owner)

    def give(self, to: str, units: int) -> None:
        """Move tokens from the supply to a customer; mines one block."""
        chain = self.contract.chain
        tx = chain.rpc(
            "eth_sendTransaction",
            {
                "from": chain.rpc("eth_accounts")[0],
                "to": self.address,
                "data": self.contract.call_bytes("transfer(address,uint256)", to, units),
                "gas": GAS,
            },
        )
        chain.mine()
        receipt = chain.receipt(tx)
        assert receipt is not None
        assert receipt["status"] == "0x1", "the supply does not have so much"


def deploy_token(
    chain: Anvil, *, symbol: str = "0xBTC", decimals: int = 8, supply: int = 21_000_000
) -> Token:
    """Put a new token on the chain; the supply is in whole tokens. Mines one block."""
    units = supply * 10**decimals
    contract = deploy(chain, "Token", f"{symbol} of the tests", symbol, decimals, units)
    return Token(contract=contract, decimals=decimals)

"""The wallet of the shop's own node: it keeps the keys and signs, Florin decides what.

The outputs to spend are chosen here as for a wallet of Florin's own, so that what is signed and not
final yet is never spent twice; the node's wallet neither funds nor broadcasts. Where it has a
passphrase it is open only while it signs.
"""

from collections.abc import Sequence
from decimal import Decimal
from types import NoneType
from typing import Final, TypeVar
from urllib.parse import quote

import msgspec

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.core.chain import CoreSettings
from pos.chains.bitcoin.core.judging import COIN, units
from pos.chains.bitcoin.core.rpc import UNKNOWN_METHOD, Call, Declined, Login, Rpc
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.paying.draft import Draft
from pos.chains.bitcoin.paying.signing import raw_of, unsigned
from pos.chains.bitcoin.paying.unspent import LONGEST_CHAIN, Unspent
from pos.domain.errors import Refused, Trouble
from pos.domain.ports.payer import PayerState

LABEL: Final = "Florin refunds"
"""Of the address where the wallet may be filled up."""
OPEN_S: Final = 30
"""So long the node keeps its wallet open for one signature."""

_WRONG_PASSPHRASE: Final = -14
_LOCKED: Final = -13
_NOT_ENCRYPTED: Final = -15
_NO_LABEL: Final = -11
_NO_WALLET: Final = frozenset({-18, -19})

_Shape = TypeVar("_Shape")


class _Line(msgspec.Struct):
    """One line of `listunspent`; what older programs do not call safe has to be mined first.

    Money inside of Litecoin's extension has no number and no script: usual payments cannot spend
    it.
    """

    txid: str
    amount: Decimal
    vout: int | None = None
    script: str = msgspec.field(name="scriptPubKey", default="")
    confirmations: int = 0
    spendable: bool = True
    safe: bool = False
    ancestorcount: int = 1


class _Signed(msgspec.Struct):
    hex: str
    complete: bool


class _Wallet(msgspec.Struct):
    """`getwalletinfo`: `unlocked_until` is there where it has a passphrase."""

    unlocked_until: int | None = None


class NodeHolder:
    """The `Holder` of a node's wallet. `name` is which one, "" for its only one."""

    def __init__(self, network: Network, settings: CoreSettings, name: str) -> None:
        """Raises Refused for a node's address that is none."""
        login = Login(user=settings.user, password=settings.password, cookie=settings.cookie)
        path = f"/wallet/{quote(name, safe='')}" if name else ""
        self._rpc = Rpc(settings.url.rstrip("/") + path, login, settings.timeout_s)
        self._network = network
        self._passphrase: str | None = None
        self._is_locked = False
        self._is_met = False
        self._change: bytes | None = None

    @property
    def state(self) -> PayerState:
        """Locked from when the node says that it wants a passphrase until it was given it."""
        return PayerState.LOCKED if self._is_locked else PayerState.READY

    async def unlock(self, passphrase: str) -> None:
        """Try a passphrase and keep it for this run; one without any needs none."""
        try:
            await self._open(passphrase)
            await self._ask("walletlock", shape=NoneType)
        except Declined as why:
            if why.code == _WRONG_PASSPHRASE:
                text = "This is not the passphrase of the node's wallet"
                raise Refused("wrong_passphrase", text) from why
            if why.code != _NOT_ENCRYPTED:
                raise
        else:
            self._passphrase = passphrase
        self._is_locked = False

    async def home(self) -> str:
        """An address of the wallet's with our label, made when it is asked for first."""
        try:
            known = await self._ask("getaddressesbylabel", LABEL, shape=dict[str, object])
            return min(known)
        except Declined as why:
            if why.code == UNKNOWN_METHOD:  # Dogecoin's
                return await self._ask("getaccountaddress", LABEL, shape=str)
            if why.code != _NO_LABEL:
                raise
        return await self._ask("getnewaddress", LABEL, shape=str)

    async def unspent(self) -> Sequence[Unspent]:
        """What the wallet calls safe to spend: mined, or its own change."""
        await self._look()
        lines = await self._ask("listunspent", 0, shape=list[_Line])
        return [
            Unspent(
                txid=one.txid,
                vout=one.vout,
                value=units(one.amount),
                script=bytes.fromhex(one.script),
                is_confirmed=one.confirmations > 0,
                is_ready=one.confirmations > 0 or (one.safe and one.ancestorcount < LONGEST_CHAIN),
            )
            for one in lines
            if one.spendable and one.vout is not None
        ]

    async def change(self, number: str) -> bytes:  # noqa: ARG002 - as the port has it
        """The wallet's next address for change; another one once something was signed."""
        if self._is_locked:
            raise _locked()
        if self._change is None:
            address = await self._ask("getrawchangeaddress", shape=str)
            self._change = script_of(address, self._network)
        return self._change

    async def signed(self, draft: Draft) -> bytes:
        """Signed by the node, which is told what it spends: it may take that for spent already."""
        if self._is_locked:
            raise _locked()
        tx = raw_of(unsigned(draft, self._network)).hex()
        spent = [
            {
                "txid": one.txid,
                "vout": one.vout,
                "scriptPubKey": one.script.hex(),
                "amount": _coins(one.value),
            }
            for one in draft.inputs
        ]
        done = await self._with_keys(tx, spent)
        self._change = None
        if not done.complete:
            raise Trouble(f"{self._rpc.name}: the node's wallet does not have all keys")
        return bytes.fromhex(done.hex)

    async def close(self) -> None:
        """Forget the passphrase and let go of the connections."""
        self._passphrase = None
        await self._rpc.close()

    async def _with_keys(self, tx: str, spent: Sequence[object]) -> _Signed:
        if self._passphrase is None:
            return await self._sign(tx, spent)
        await self._open(self._passphrase)
        try:
            return await self._sign(tx, spent)
        finally:
            await self._rpc.ask([Call("walletlock")])

    async def _sign(self, tx: str, spent: Sequence[object]) -> _Signed:
        try:
            return await self._ask("signrawtransactionwithwallet", tx, spent, shape=_Signed)
        except Declined as why:
            if why.code != UNKNOWN_METHOD:
                raise
        return await self._ask("signrawtransaction", tx, spent, shape=_Signed)  # Dogecoin's

    async def _open(self, passphrase: str) -> None:
        await self._ask("walletpassphrase", passphrase, OPEN_S, shape=NoneType)

    async def _look(self) -> None:
        """Learn once whether the wallet has a passphrase that nobody gave yet."""
        if self._is_met:
            return
        wallet = await self._ask("getwalletinfo", shape=_Wallet)
        self._is_locked = wallet.unlocked_until is not None and self._passphrase is None
        self._is_met = True

    async def _ask(self, method: str, *params: object, shape: type[_Shape]) -> _Shape:
        try:
            return await self._rpc.ask_one(method, *params, shape=shape)
        except Declined as why:
            if why.code == _LOCKED:
                self._is_locked = True
                raise _locked() from why
            if why.code in _NO_WALLET:
                words = "The node has no such wallet open: set node_wallet to the name of one"
                raise Refused("no_wallet", f"{words} ({self._rpc.name})") from why
            raise


def _locked() -> Refused:
    return Refused("locked", "The node's wallet is locked: it wants its passphrase")


def _coins(value: int) -> str:
    """Atomic units in whole coins, as nodes read them."""
    return f"{value // COIN}.{value % COIN:08}"

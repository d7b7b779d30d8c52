"""A refund wallet's chain through the shop's own node, which needs no wallet for it.

What the addresses hold is found once by a search of all that is unspent (`scantxoutset`: a minute
or two on Bitcoin, seconds elsewhere) and then followed block by block. What became of a payment is
asked of the pool and of the unspent outputs, which any node has; only where these do not tell, the
blocks since it was signed are read. Nothing is left behind in the node.
"""

import asyncio
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Final

from pos.chains.bitcoin.address import address_of
from pos.chains.bitcoin.core.ancestry import last_common
from pos.chains.bitcoin.core.chain import CoreSettings
from pos.chains.bitcoin.core.identity import identify
from pos.chains.bitcoin.core.judging import units
from pos.chains.bitcoin.core.reading import blocks_of, walked
from pos.chains.bitcoin.core.rpc import (
    ALREADY_MINED,
    NOT_FOUND,
    OUT_OF_RANGE,
    UNKNOWN_METHOD,
    Call,
    Declined,
    Login,
    Rpc,
)
from pos.chains.bitcoin.core.window import Ask, unhexed
from pos.chains.bitcoin.core.wire import (
    ChainInfo,
    Coin,
    FeeEstimate,
    PoolEntry,
    PoolInfo,
    Scan,
    Trial,
)
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.paying.noes import is_known, meaning_of
from pos.chains.bitcoin.paying.parts import Place
from pos.chains.bitcoin.paying.search import Search
from pos.chains.bitcoin.paying.unspent import LONGEST_CHAIN, Unspent
from pos.chains.bitcoin.tx import Malformed, Output, Tx, parse_tx
from pos.chains.trail import Step, Trail
from pos.domain.errors import Refused, Trouble
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate, Lost, Mined, Pending

SCAN_S: Final = 1_800
"""A search of all that is unspent takes no longer, on any disk."""
FAR: Final = 1_000
"""So many blocks are read one after another; for more the search is quicker."""
_BLOCKS_TO_WAIT: Final = 6
_NO_SCAN: Final = (
    "This node cannot look for the money of a wallet that is not its own (scantxoutset). Set "
    'wallet = "node" to pay out of the node\'s own wallet, or read the chain from Electrum servers'
)


class CoreReach:
    """The `Reach` through one node."""

    def __init__(self, network: Network, settings: CoreSettings, final_depth: int) -> None:
        """Raises Refused for a node's address that is none.

        Who spends our money elsewhere has done so for good at `final_depth` confirmations.
        """
        login = Login(user=settings.user, password=settings.password, cookie=settings.cookie)
        self._rpc = Rpc(settings.url, login, settings.timeout_s)
        self._network = network
        self._final_depth = final_depth
        self._search = Search(self._rpc, network)
        self._turn = asyncio.Lock()
        self._trail: Trail | None = None
        self._places: dict[Place, None] = {}  # where money of the wallet's was seen
        self._ours: dict[str, Tx] = {}  # payments of the wallet's
        self._fresh: dict[str, Tx] = {}  # those of them that were heard of since the last look
        self._is_known = False

    async def unspent(self, scripts: Collection[bytes]) -> Sequence[Unspent]:
        """What is found in blocks, and the change of own payments that wait; see the port."""
        await self._meet()
        async with self._turn:
            await self._follow(scripts)
            fresh, self._fresh = self._fresh, {}
            self._places |= {
                Place(tx.txid, vout): None
                for tx in fresh.values()
                for vout, output in enumerate(tx.outputs)
                if output.script in scripts
            }
            places = tuple(self._places)
            coins = await self._coins(places, with_pool=True)
            gone = [place for place, coin in zip(places, coins, strict=True) if coin is None]
            await self._forget(gone)
        waiting = {
            place.txid
            for place, coin in zip(places, coins, strict=True)
            if coin is not None and not coin.confirmations
        }
        early = await self._early(sorted(waiting))
        return [
            Unspent(
                txid=place.txid,
                vout=place.vout,
                value=units(coin.value),
                script=bytes.fromhex(coin.script.hex),
                is_confirmed=coin.confirmations > 0,
                is_ready=coin.confirmations > 0 or place.txid in early,
            )
            for place, coin in zip(places, coins, strict=True)
            if coin is not None and coin.tokens is None
        ]

    async def fee_rate(self) -> int:
        """What the node estimates, and what it takes at least, within what is sensible here."""
        await self._meet()
        smart, plain, pool = await self._rpc.ask(
            [
                Call("estimatesmartfee", (_BLOCKS_TO_WAIT,)),
                Call("estimatefee"),
                Call("getmempoolinfo"),
            ]
        )
        rates = [pool.read(PoolInfo).mempoolminfee]
        if not smart.is_declined(UNKNOWN_METHOD):
            rates.append(smart.read(FeeEstimate).feerate)
        elif plain.error is None:  # Bitcoin Cash's nodes
            rates.append(plain.read(Decimal))
        usual = max((units(rate) for rate in rates if rate is not None), default=0)
        return max(self._network.low_fee_per_kvb, min(usual, self._network.most_fee_per_kvb))

    async def outputs(self, places: Sequence[Place]) -> Sequence[Output]:
        """As the unspent outputs of blocks have them, else out of payments that wait."""
        coins = await self._coins(places, with_pool=False)
        return [
            Output(value=units(coin.value), script=bytes.fromhex(coin.script.hex))
            if coin is not None
            else self._parsed(await self.transaction(place.txid, None)).outputs[place.vout]
            for place, coin in zip(places, coins, strict=True)
        ]

    async def is_spent_on(self, places: Collection[Place]) -> bool:
        """Whether the pool has the payment, and not this output of it any more."""
        asked = list(places)
        entries = await self._rpc.ask([Call("getmempoolentry", (p.txid,)) for p in asked])
        coins = await self._coins(asked, with_pool=True)
        return any(
            coin is None and entry.read_or_none(PoolEntry, NOT_FOUND) is not None
            for coin, entry in zip(coins, entries, strict=True)
        )

    async def takes(self, raw: str) -> bool:
        """What the node says when asked; one that cannot be asked takes none."""
        try:
            (told,) = await self._rpc.ask_one("testmempoolaccept", [raw], shape=list[Trial])
        except Declined:
            return False
        return told.allowed

    async def send(self, tx: SignedTx) -> None:
        """Tell the node; see the port."""
        await self._meet()
        self._note(tx)
        try:
            await self._rpc.ask_one("sendrawtransaction", tx.raw, shape=str)
        except Declined as why:
            if why.code != ALREADY_MINED and not is_known(str(why)):
                raise meaning_of(str(why)) from why

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """By the pool and what is unspent, else by the blocks; see the port."""
        await self._meet()
        for tx in versions:
            self._note(tx)
        return (
            await self._mined(versions)
            or await self._waiting(versions)
            or await self._searched(versions)
        )

    async def transaction(self, txid: str, height: int | None) -> bytes:
        """Out of its block where that is known, else as the node has it."""
        await self._meet()
        params: tuple[object, ...] = (txid, False)
        if height is not None:
            params = (*params, await self._rpc.ask_one("getblockhash", height, shape=str))
        (reply,) = await self._rpc.ask([Call("getrawtransaction", params)])
        if reply.error is not None:
            reply.read(str)
        raw = unhexed(reply)
        if self._parsed(raw).txid != txid:
            raise Trouble(f"{self._rpc.name}: the node gives another transaction than {txid}")
        return raw

    async def close(self) -> None:
        """Let go of the connections."""
        await self._rpc.close()

    async def _meet(self) -> None:
        """See once that it is the right node."""
        if self._is_known:
            return
        try:
            await identify(self._rpc, self._network)
        except Refused as why:
            raise Trouble(why.text) from why
        self._is_known = True

    async def _follow(self, scripts: Collection[bytes]) -> None:
        """Bring what is known of blocks up to date."""
        head = await self._rpc.ask_one("getblockchaininfo", shape=ChainInfo)
        if self._trail is None or head.blocks - self._trail.last.height > FAR:
            await self._scan(scripts, head)
        ours = {script: address_of(script, self._network) or "" for script in scripts}
        while True:
            assert self._trail is not None, "a scan leaves a trail"
            common = await last_common(self._rpc, self._trail, head)
            read = {step.height: step.hash for step in self._trail.steps}
            first = common + 1
            ask = Ask(
                first=first,
                last=head.blocks,
                below=read.get(common),
                scripts=ours,
                network=self._network,
            )
            blocks = await blocks_of(self._rpc, head, ask)
            self._trail = walked(self._trail, first, blocks)
            self._places |= {
                Place(paid.txid, paid.vout): None for block in blocks for paid in block.paid
            }
            if first + len(blocks) > head.blocks:
                return

    async def _scan(self, scripts: Collection[bytes], head: ChainInfo) -> None:
        wanted = [f"raw({script.hex()})" for script in sorted(scripts)]
        try:
            found = await self._rpc.ask_one(
                "scantxoutset", "start", wanted, shape=Scan, longer_s=SCAN_S
            )
        except Declined as why:
            if why.code == OUT_OF_RANGE:
                raise Trouble(f"{self._rpc.name}: the node is searching for somebody else") from why
            if why.code == UNKNOWN_METHOD:
                raise Refused("no_scan", _NO_SCAN) from why
            raise
        self._places |= {Place(one.txid, one.vout): None for one in found.unspents}
        self._trail = Trail(steps=(Step(height=head.blocks, hash=head.bestblockhash),))

    async def _coins(self, places: Sequence[Place], *, with_pool: bool) -> list[Coin | None]:
        """What is unspent of these: as blocks have it, or with all that waits."""
        calls = [Call("gettxout", (place.txid, place.vout, with_pool)) for place in places]
        return [reply.read_or_none(Coin) for reply in await self._rpc.ask(calls)]

    async def _forget(self, gone: Sequence[Place]) -> None:
        """Drop what is spent in a block; what only something waiting spends may come back."""
        mined = await self._coins(gone, with_pool=False)
        for place, coin in zip(gone, mined, strict=True):
            if coin is None:
                self._places.pop(place)

    async def _early(self, txids: Sequence[str]) -> set[str]:
        """Own payments of these that wait with few others before them."""
        own = [txid for txid in txids if txid in self._ours]
        replies = await self._rpc.ask([Call("getmempoolentry", (txid,)) for txid in own])
        entries = [reply.read_or_none(PoolEntry, NOT_FOUND) for reply in replies]
        return {
            txid
            for txid, entry in zip(own, entries, strict=True)
            if entry is not None and (entry.ancestorcount or 1) < LONGEST_CHAIN
        }

    async def _mined(self, versions: Sequence[SignedTx]) -> Mined | None:
        """The version of which something is unspent in a block."""
        places = [
            Place(tx.txid, vout)
            for tx in versions
            for vout in range(len(self._ours[tx.txid].outputs))
        ]
        for place, coin in zip(places, await self._coins(places, with_pool=False), strict=True):
            if coin is not None:
                return Mined(txid=place.txid, confirmations=coin.confirmations)
        return None

    async def _waiting(self, versions: Sequence[SignedTx]) -> Pending | None:
        """Whether one waits, or could: all that it spends is there, mined or waiting."""
        asked = await self._rpc.ask([Call("getmempoolentry", (tx.txid,)) for tx in versions])
        if any(reply.read_or_none(PoolEntry, NOT_FOUND) is not None for reply in asked):
            return Pending(is_known=True)
        places = [_place(name) for name in versions[-1].spends]
        coins = await self._coins(places, with_pool=False)
        missing = [p.txid for p, coin in zip(places, coins, strict=True) if coin is None]
        parents = await self._rpc.ask([Call("getmempoolentry", (txid,)) for txid in missing])
        if all(reply.read_or_none(PoolEntry, NOT_FOUND) is not None for reply in parents):
            return Pending(is_known=False)
        return None

    async def _searched(self, versions: Sequence[SignedTx]) -> Fate:
        """By who spends what it spends, in the blocks since it was signed."""
        since = min(tx.at for tx in versions)
        ours = {tx.txid for tx in versions}
        places = [_place(name) for name in versions[-1].spends]
        found = await self._search.spenders(places, since)
        for spender in found.values():
            if spender.txid in ours:
                return Mined(txid=spender.txid, confirmations=spender.confirmations)
            if spender.confirmations >= self._final_depth:
                return Lost(why=f"Its money was spent by {spender.txid}")
        for place in places:
            if place not in found and await self._is_undone(place.txid, since):
                return Lost(why="The payment whose change it spends was replaced")
        return Pending(is_known=False)

    async def _is_undone(self, txid: str, since: int) -> bool:
        """Whether an own payment can never arrive, because another one spent the same for good."""
        tx = self._ours.get(txid)
        if tx is None:
            return False
        places = [Place(one.txid, one.vout) for one in tx.inputs]
        found = await self._search.spenders(places, since)
        return any(
            spender.txid != txid and spender.confirmations >= self._final_depth
            for spender in found.values()
        )

    def _note(self, tx: SignedTx) -> None:
        parsed = self._parsed(bytes.fromhex(tx.raw))
        self._ours[tx.txid] = self._fresh[tx.txid] = parsed

    def _parsed(self, raw: bytes) -> Tx:
        try:
            return parse_tx(raw, has_tokens=self._network.has_tokens)
        except Malformed as why:
            raise Trouble(f"{self._rpc.name}: {why}") from why


def _place(name: str) -> Place:
    """The output that `SignedTx.spends` names."""
    txid, _, vout = name.partition(":")
    return Place(txid, int(vout))

"""The shapes of a node's answers, as far as they are read. What some programs lack is optional."""

from decimal import Decimal

import msgspec


class ChainInfo(msgspec.Struct):
    """`getblockchaininfo`."""

    blocks: int
    headers: int
    bestblockhash: str
    initialblockdownload: bool = False
    pruned: bool = False
    pruneheight: int = 0


class HeaderInfo(msgspec.Struct):
    """`getblockheader`; `mediantime` never falls from block to block."""

    mediantime: int
    time: int


class Tip(msgspec.Struct):
    """`waitfornewblock`: the newest block, also when none came in time."""

    hash: str


class Fees(msgspec.Struct):
    """The fees of a waiting transaction, in whole coins."""

    base: Decimal


class PoolEntry(msgspec.Struct):
    """`getmempoolentry`. Older programs say `fee` and `size`; `replaceable` counts parents, too."""

    depends: list[str] | None = None
    fees: Fees | None = None
    fee: Decimal | None = None
    vsize: int | None = None
    size: int | None = None
    replaceable: bool | None = msgspec.field(name="bip125-replaceable", default=None)
    ancestorcount: int | None = None


class FeeEstimate(msgspec.Struct):
    """`estimatesmartfee`, in whole coins for 1,000 bytes; negative or missing: it cannot tell."""

    feerate: Decimal | None = None


class PoolInfo(msgspec.Struct):
    """`getmempoolinfo`: how many transactions and bytes wait, and the least fee that is taken.

    That is in whole coins for 1,000 bytes. Until it is `loaded`, some of those that waited when
    the node was stopped are not there yet.
    """

    size: int
    bytes: int
    mempoolminfee: Decimal | None = None
    loaded: bool = True


class Offer(msgspec.Struct):
    """One line of `getzmqnotifications`: what is published, such as `pubrawtx`, and where."""

    type: str
    address: str


class PaidTo(msgspec.Struct):
    """A script inside of other answers."""

    hex: str


class Coin(msgspec.Struct):
    """`gettxout`: an output that is unspent, its value in whole coins; 0 confirmations: waiting.

    `tokens` are what Bitcoin Cash's may carry beside money.
    """

    confirmations: int
    value: Decimal
    script: PaidTo = msgspec.field(name="scriptPubKey")
    tokens: dict[str, object] | None = msgspec.field(name="tokenData", default=None)


class Spot(msgspec.Struct):
    """Where an output is."""

    txid: str
    vout: int


class Scan(msgspec.Struct):
    """`scantxoutset`: what is unspent of the scripts asked for."""

    unspents: list[Spot]


class Trial(msgspec.Struct):
    """One line of `testmempoolaccept`."""

    allowed: bool = False

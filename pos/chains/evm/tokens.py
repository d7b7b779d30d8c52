"""Token payments in a window of blocks: one filter for all contracts, never one per address."""

from typing import Final

from pos.chains.evm.ancestry import headers
from pos.chains.evm.blocks import Read, Window
from pos.chains.evm.declined import Declined
from pos.chains.evm.match import Scope, logs_to, token_sightings
from pos.chains.evm.transport import Endpoint, Reply
from pos.chains.evm.wire import logs_call, number
from pos.domain.errors import Trouble
from pos.domain.payment.deposit import Sighting
from pos.domain.ports.chain import Watched

TIP_BLOCKS: Final = 8
"""Up to this many blocks are asked for by hash: a provider whose nodes do not all have the newest
block then says so, where a range of numbers would silently lack its logs."""


class TooMuch(Trouble):
    """The provider does not read so many blocks at once; fewer may do."""


async def read_tokens(
    endpoint: Endpoint, scope: Scope, window: Window, read: Read, watched: Watched
) -> list[Sighting]:
    """The token payments to us in this window.

    Raises TooMuch if the range must be smaller; Trouble if a log contradicts the blocks read.
    """
    if not scope.tokens or window.last < window.first:
        return []
    replies = await _replies(endpoint, scope, window, read)
    logs = [log for reply in replies for log in logs_to(reply.raw(), watched)]
    known = dict(read.headers)
    unknown = sorted({number(log.block_number) for log in logs} - known.keys())
    known.update((header.height, header) for header in await headers(endpoint, unknown))
    return list(token_sightings(scope, logs, known))


async def _replies(endpoint: Endpoint, scope: Scope, window: Window, read: Read) -> list[Reply]:
    contracts = list(scope.tokens)
    if window.last - window.first < TIP_BLOCKS:
        hashes = [header.hash for header in read.headers.values()]
        return await endpoint.ask([logs_call(contracts, {"blockHash": each}) for each in hashes])
    place = {"fromBlock": hex(window.first), "toBlock": hex(window.last)}
    try:
        replies = await endpoint.ask([logs_call(contracts, place)])
        replies[0].raw()
    except Declined as why:
        if why.is_too_much:
            raise TooMuch(str(why)) from why
        raise
    return replies

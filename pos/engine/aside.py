"""What comes to addresses of ours and was paid by nobody: the gas that sweeps bring for tokens."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset
from pos.domain.ports.chain import Chain, Glance, Source, Suspect, Watched
from pos.domain.sweep import Move, Sweeps


class WithoutGas:
    """A chain that says nothing of that gas: no customer shall get it back.

    Sweeps run while the shop is closed, so what they brought is read once.
    """

    def __init__(self, chain: Chain, sweeps: Sweeps) -> None:
        self._chain = chain
        self._sweeps = sweeps
        self._brought: Sequence[Move] | None = None

    @property
    def id(self) -> ChainId:
        """CAIP-2 name."""
        return self._chain.id

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        """The same without its transactions, and with its sums accounted for."""
        if self._brought is None:
            self._brought = await self._sweeps.brought(self.id)
        if not self._brought:
            return await self._chain.look(cursor, watched)
        glance = await self._chain.look(cursor, _Accounted(watched, self._brought))
        gas = {move.tx.txid for move in self._brought}
        return replace(
            glance, sightings=tuple(seen for seen in glance.sightings if seen.txid not in gas)
        )

    async def changed(self) -> None:
        """As the chain does."""
        await self._chain.changed()

    def sources(self) -> Sequence[Source]:
        """As the chain does."""
        return self._chain.sources()

    async def close(self) -> None:
        """As the chain does."""
        await self._chain.close()


class _Accounted:
    """A watch set that knows of the gas: what is left of it is no money that just came."""

    def __init__(self, watched: Watched, brought: Sequence[Move]) -> None:
        self._watched = watched
        self._units = Counter[str]()
        for move in brought:
            self._units[move.to] += move.amount.units

    def __contains__(self, address: object, /) -> bool:
        return address in self._watched

    def oldest_at(self) -> int | None:
        return self._watched.oldest_at()

    def since(self, place: int) -> Sequence[tuple[str, int]]:
        return self._watched.since(place)

    def suspects(self, asset: Asset, limit: int) -> Sequence[Suspect]:
        return [
            replace(each, accounted=each.accounted + Amount(self._units[each.address], asset))
            for each in self._watched.suspects(asset, limit)
        ]

"""A watch set as plain as can be."""

from collections.abc import Iterable, Sequence

from pos.domain.money import Amount, Asset
from pos.domain.ports.chain import Suspect


class WatchedSet:
    """Addresses of ours; those in `accounted` are suspects whose balance is to be checked.

    `oldest` is when the first of them was shown.
    """

    def __init__(self, addresses: Iterable[str] = ()) -> None:
        self.addresses = dict.fromkeys(addresses)  # in the order they came
        self.accounted: dict[str, Amount] = {}
        self.oldest: int | None = None

    def __contains__(self, address: object, /) -> bool:
        return address in self.addresses

    def since(self, place: int) -> Sequence[tuple[str, int]]:
        return [(address, self.oldest or 0) for address in self.addresses][place:]

    def oldest_at(self) -> int | None:
        return self.oldest

    def suspects(self, asset: Asset, limit: int) -> Sequence[Suspect]:
        found = [
            Suspect(address=address, accounted=amount)
            for address, amount in self.accounted.items()
            if amount.asset == asset
        ]
        return found[:limit]

"""A profile that nobody set up yet, and the assistant's doors to it while practice is open."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pos.app.profile import Profile
from pos.app.setup.books import Books
from pos.app.setup.goods import Goods
from pos.app.setup.notes import Notes
from pos.app.setup.owner import Owner
from pos.app.setup.prices import Prices
from pos.app.setup.wallets import Wallets


@dataclass(frozen=True)
class Doors:
    """All doors of one profile."""

    profile: Profile
    notes: Notes
    wallets: Wallets
    owner: Owner
    goods: Goods
    prices: Prices


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "shop")


@pytest.fixture
def doors(profile: Profile) -> Doors:
    books = Books(profile, None)
    owner, goods = Owner(books), Goods(books)
    return Doors(
        profile=profile,
        notes=Notes(profile, owner, goods, is_first=True),
        wallets=Wallets(profile.config, profile.folder),
        owner=owner,
        goods=goods,
        prices=Prices(profile.config),
    )

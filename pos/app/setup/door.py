"""The assistant's doors, put together for the shop that is open."""

from pos.app.build import House, Plan
from pos.app.setup.books import Books
from pos.app.setup.goods import Goods
from pos.app.setup.notes import Notes
from pos.app.setup.owner import Owner
from pos.app.setup.prices import Prices
from pos.app.setup.progress import opens_by_itself
from pos.app.setup.putting_back import PuttingBack
from pos.app.setup.wallets import Wallets
from pos.gui.setupdoors import SetupDoor


def setup_of(plan: Plan, house: House) -> SetupDoor:
    """Over the profile of a shop that is open, be it practice or real."""
    profile = plan.profile
    books = Books(profile, None if plan.is_practice else house.store)
    owner, goods = Owner(books), Goods(books)
    is_first = opens_by_itself(profile)
    return SetupDoor(
        notes=Notes(profile, owner, goods, is_first=is_first),
        wallets=Wallets(profile.config, profile.folder),
        owner=owner,
        goods=goods,
        prices=Prices(profile.config),
        backups=PuttingBack(profile, is_open=not plan.is_practice),
        is_first=is_first,
    )

"""What a running shop shows to the window."""

from pos.app.running import Opened
from pos.gui.shopfront import ShopFacts, Shopfront


def shopfront_of(opened: Opened) -> Shopfront:
    """The doors of an opened shop, as the window knows them."""
    house = opened.house
    facts = ShopFacts(
        name=house.facts.name,
        currency=house.facts.currency,
        is_practice=house.facts.is_practice,
        listen=opened.url,
    )
    return Shopfront(
        desk=house.shop.desk,
        records=house.shop.records,
        till=house.till,
        feed=house.shop.feed,
        practice=house.phone,
        facts=facts,
        access=house.access,
        hooks=house.hooks,
        rates=house.prices,
        refunds=house.refunds,
        pin=house.pin,
    )

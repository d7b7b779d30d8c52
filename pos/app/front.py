"""What a running shop shows to the window."""

from pos.app.about import program_of
from pos.app.doctor.door import doctor_of
from pos.app.office_door import reach_of, settings_door
from pos.app.running import Opened
from pos.app.setup.door import setup_of
from pos.gui.shopfront import ShopFacts, Shopfront


def shopfront_of(opened: Opened) -> Shopfront:
    """The doors of an opened shop, as the window knows them."""
    house = opened.house
    setup = setup_of(opened.plan, house)
    facts = ShopFacts(
        name=house.facts.name,
        currency=house.facts.currency,
        is_practice=house.facts.is_practice,
        listen=opened.url,
        opens_setup=setup.is_first,
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
        backups=house.backups,
        doctor=doctor_of(opened.plan, house),
        setup=setup,
        program=program_of(opened.plan),
        settings=settings_door(opened.plan),
        reach=reach_of(opened),
    )

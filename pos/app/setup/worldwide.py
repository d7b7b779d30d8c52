"""The languages, regions and currencies that a shop may be in, as Babel and the catalogues know."""

from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_territory_currencies

from pos.gui.setupdoors import Region
from pos.resources import resource

SOURCE: Final = "en"
_TWO_LETTERS: Final = 2


def languages() -> tuple[tuple[str, str], ...]:
    """Each catalogue there is, by its own name: ("de", "Deutsch")."""
    found = {SOURCE, *(path.stem for path in resource("languages").glob("*.ts"))}
    named = ((tag, str(Locale.parse(tag).get_display_name()).capitalize()) for tag in found)
    return tuple(sorted(named, key=lambda pair: pair[1]))


@lru_cache(maxsize=8)
def regions(language: str) -> tuple[Region, ...]:
    """Every country that pays in a currency today, by its name in this language."""
    names = {str(code): str(name) for code, name in _locale(language).territories.items()}
    found = [
        Region(code=code, name=name, currency=currency_of(code))
        for code, name in names.items()
        if len(code) == _TWO_LETTERS and code.isalpha() and currency_of(code)
    ]
    return tuple(sorted(found, key=lambda region: region.name))


def currency_of(region: str) -> str:
    """What is paid in there today; "" for what is no country."""
    try:
        found = get_territory_currencies(region)
    except (KeyError, UnknownLocaleError):
        return ""
    return str(found[0]) if found else ""


@lru_cache(maxsize=1)
def currencies() -> tuple[str, ...]:
    """Every currency that some country pays in today."""
    found = {currency_of(code) for code in get_global("territory_currencies")}
    return tuple(sorted(code for code in found if code))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language or SOURCE)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)

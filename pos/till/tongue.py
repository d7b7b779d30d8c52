"""The customer's languages: words from catalogues, figures as their people write them.

English is the source; every other language is a gettext catalogue (`.po`) in one folder, read at
start so that nothing has to be built. Figures follow the customer's region ("de-CH"), too.
"""

import gettext
import io
import re
from collections.abc import Iterable
from copy import copy
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_decimal_symbol

from pos.domain.money import Amount, Fiat, Rate, format_amount, minor_digits

SOURCE: Final = "en"
_PLAIN_ENGLISH: Final = "en_GB"  # with 24 hours, for who does not say where they are

_THIN: Final = "\u202f"  # the narrow space that groups digits; it does not break a line
_NBSP: Final = "\u00a0"
_GROUP: Final = 3
_RATE_DIGITS: Final = 6
_ISOLATE: Final = "\u2068"  # keeps "0.1 BTC" together inside right-to-left words
_END: Final = "\u2069"
_MAX_TAGS: Final = 10
_BETWEEN: Final = re.compile(r"(?<=[^\W\d_])(?=\d)")  # a letter before a digit


class Tongue:
    """One language, with the figures of one region."""

    def __init__(self, language: str, locale: Locale, words: gettext.NullTranslations) -> None:
        own = Locale.parse(language)
        self.tag = language
        """The catalogue's name and the HTML `lang`, such as "de"."""
        self.direction = str(own.text_direction)
        """The HTML `dir`: "ltr" or "rtl"."""
        self.name = str(own.get_display_name()).capitalize()
        """What the language calls itself: "Deutsch"."""
        self._locale = locale
        self._words = words

    def say(self, text: str, **values: str) -> str:
        """A sentence of the source language in this one, with its `{values}` filled in."""
        if self.direction == "rtl":
            values = {name: f"{_ISOLATE}{value}{_END}" for name, value in values.items()}
        return self._words.gettext(text).format_map(values)

    def price(self, price: Fiat) -> str:
        """A price with its currency and all its minor digits: "13,50 €"."""
        pattern = copy(self._locale.currency_formats["standard"])
        pattern.frac_prec = (minor_digits(price.currency),) * 2  # CLDR would round some away
        text: str = pattern.apply(
            price.value, self._locale, currency=price.currency, currency_digits=False
        )
        return _BETWEEN.sub(_NBSP, text)  # which CLDR asks for and Babel leaves out: "CHF 13.50"

    def amount(self, amount: Amount) -> str:
        """A coin amount with its unit and every digit it has: "0.000 142 17 BTC"."""
        whole, _, part = format_amount(amount).partition(".")
        number = _grouped_from_right(whole)
        if part:
            groups = (part[i : i + _GROUP] for i in range(0, len(part), _GROUP))
            number += get_decimal_symbol(self._locale) + _THIN.join(groups)
        return f"{number}{_NBSP}{amount.asset.code}"

    def rate(self, rate: Rate) -> str:
        """What one coin costs, in six digits at most: "1 BTC = 94,957 CHF"."""
        value = Decimal(rate.per_coin.numerator) / Decimal(rate.per_coin.denominator)
        places = max(0, _RATE_DIGITS - 1 - value.adjusted())
        number = self.number(Decimal(f"{value:.{places}f}"))
        return f"1{_NBSP}{rate.code} = {number}{_NBSP}{rate.currency}"

    def number(self, number: Decimal) -> str:
        """A number with all its digits, without trailing zeros."""
        text = format_decimal(number.normalize(), locale=self._locale, decimal_quantization=False)
        return str(text)

    def clock(self, at: int) -> str:
        """The time of day where the shop is: "14:05"."""
        return str(format_time(_local(at), "short", tzinfo=_local(at).tzinfo, locale=self._locale))

    def moment(self, at: int) -> str:
        """Day and time where the shop is, with the name of its time zone."""
        local = _local(at)
        text = format_datetime(local, "medium", tzinfo=local.tzinfo, locale=self._locale)
        return f"{text} {local.tzname()}"


class Tongues:
    """All languages there are, and the choice between them."""

    def __init__(self, folder: Path) -> None:
        """Reads each `<language>.po` of the folder."""
        self._words = {SOURCE: gettext.NullTranslations()}
        self._words |= {path.stem: _catalogue(path) for path in sorted(folder.glob("*.po"))}

    @property
    def all(self) -> tuple[Tongue, ...]:
        """One of each language, the source first."""
        return tuple(self._tongue(language, _region(language, ())) for language in self._words)

    def chosen(self, wish: str, accept: str = "") -> Tongue:
        """The language that was asked for by name, else the best one that a browser accepts.

        `accept` is an Accept-Language header (RFC 9110, 12.5.4); whatever cannot be read in it is
        skipped. What fits nothing gets the source language.
        """
        for tag in (wish, *_by_preference(accept)):
            language = self._language(tag)
            if language is not None:
                return self._tongue(language, _region(language, (tag, *_by_preference(accept))))
        return self._tongue(SOURCE, _PLAIN_ENGLISH)

    def _language(self, tag: str) -> str | None:
        name = tag.replace("_", "-").partition("-")[0].lower()
        return name if name in self._words else None

    def _tongue(self, language: str, tag: str) -> Tongue:
        return Tongue(language, _locale(tag) or Locale.parse(language), self._words[language])


def _region(language: str, tags: Iterable[str]) -> str:
    """The first tag of this language that names a region, too, and that has figures."""
    regional = (tag for tag in tags if tag.lower().replace("_", "-").startswith(f"{language}-"))
    found = next((tag for tag in regional if _locale(tag) is not None), language)
    return _PLAIN_ENGLISH if found == SOURCE else found


def _by_preference(accept: str) -> list[str]:
    ranked: list[tuple[Decimal, str]] = []
    for part in accept.split(",")[:_MAX_TAGS]:
        tag, _, weight = part.partition(";")
        quality = weight.strip().removeprefix("q=")
        is_number = quality.replace(".", "", 1).isdecimal() and quality.isascii()
        ranked.append((Decimal(quality) if is_number else Decimal(1), tag.strip()))
    return [tag for quality, tag in sorted(ranked, key=lambda pair: -pair[0]) if quality]


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def _catalogue(path: Path) -> gettext.NullTranslations:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _grouped_from_right(digits: str) -> str:
    head = len(digits) % _GROUP or _GROUP
    groups = (digits[i : i + _GROUP] for i in range(head, len(digits), _GROUP))
    return _THIN.join((digits[:head], *groups))


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at, tz=UTC).astimezone()

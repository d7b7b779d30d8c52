"""The customer's languages: words from catalogues, figures as their people write them.

English is the source; every other language is a catalogue (`.ts`) in one folder, read at start so
that nothing has to be built. Figures follow the reader's region ("de-CH"), too. The window has one
tongue (`window_tongue`), each customer the best one for their browser (`Tongues`).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_skeleton, format_time
from babel.numbers import format_decimal, get_decimal_symbol

from pos.domain.money import Amount, Fiat, Rate, format_amount, minor_digits
from pos.till.hearsay import Hearsay
from pos.till.lexicon import CUSTOMER, SOURCE, TOLD, WINDOW, Forms, Lexicon, read_lexicon

_PLAIN_ENGLISH: Final = "en_GB"  # with 24 hours, for who does not say where they are

_THIN: Final = "\u202f"  # the narrow space that groups digits; it does not break a line
_NBSP: Final = "\u00a0"
_GROUP: Final = 3
_RATE_DIGITS: Final = 6
_ISOLATE: Final = "\u2068"  # keeps "0.1 BTC" together inside right-to-left words
_END: Final = "\u2069"
_MAX_TAGS: Final = 10
_PLURALS: Final = ("zero", "one", "two", "few", "many", "other")
_NUMBERS: Final = 200  # every rule for whole numbers repeats before
_BETWEEN: Final = re.compile(r"(?<=[^\W\d_])(?=\d)")  # a letter before a digit


class Tongue:
    """One language, with the figures of one region."""

    def __init__(
        self,
        language: str,
        locale: Locale,
        words: Mapping[str, Forms],
        told: Collection[str] = (),
    ) -> None:
        own = Locale.parse(language)
        self.tag = language
        """The catalogue's name and the HTML `lang`, such as "de"."""
        self.direction = str(own.text_direction)
        """The HTML `dir`: "ltr" or "rtl"."""
        self.name = str(own.get_display_name()).capitalize()
        """What the language calls itself: "Deutsch"."""
        self.point = str(get_decimal_symbol(locale))
        """What stands between whole units and their decimals: "," in German."""
        self._locale = locale
        self._words = words
        self._told = told

    def say(self, text: str, /, **values: object) -> str:
        """A sentence of the source language in this one, with its `{values}` filled in."""
        return self._filled(self._words.get(text, (text,))[0], values)

    def count(self, text: str, n: int, /, **values: object) -> str:
        """A sentence that depends on a number: "{n} payment|{n} payments" in the source."""
        forms = self._words.get(text)
        if forms is None:
            return plain_count(text, n, values)
        return self._filled(forms[min(self._form(n), len(forms) - 1)], {"n": n, **values})

    def again(self, said: str) -> str:
        """A sentence of the engine's floors, known again and said in this language."""
        return self._hearsay.again(said)

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
        return f"{self.stamp(at)} {_local(at).tzname()}"

    def stamp(self, at: int) -> str:
        """Day and time to the second: "21.11.2026, 14:05:09"."""
        local = _local(at)
        return str(format_datetime(local, "medium", tzinfo=local.tzinfo, locale=self._locale))

    def day(self, at: int) -> str:
        """Day of the month and time of day, for lists: "21. Nov., 14:05"."""
        day = format_skeleton("MMMd", _local(at), locale=self._locale)
        return f"{day} {self.clock(at)}"

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        if self.direction == "rtl":
            values = {name: f"{_ISOLATE}{value}{_END}" for name, value in values.items()}
        return text.format_map(values)

    @cached_property
    def _hearsay(self) -> Hearsay:
        return Hearsay(self._told, self.say, self.point)

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        return plural_forms(self._locale)

    def _form(self, n: int) -> int:
        form = self._locale.plural_form(abs(n))
        return self._forms.index(form) if form in self._forms else len(self._forms) - 1


class Tongues:
    """All languages there are for customers, and the choice between them."""

    def __init__(self, folder: Path) -> None:
        """Reads each `<language>.ts` of the folder."""
        self._words: dict[str, Mapping[str, Forms]] = {SOURCE: {}}
        for path in sorted(folder.glob("*.ts")):
            self._words[path.stem] = read_lexicon(path).get(CUSTOMER, {})

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


def window_tongue(folder: Path, language: str, region: str = "") -> Tongue:
    """The window's tongue: a language that has a catalogue here, or the source, as in a region."""
    path = folder / f"{language}.ts"
    lexicon: Lexicon = read_lexicon(path) if path.is_file() else {}
    told = lexicon.get(TOLD, {})
    words = {**told, **lexicon.get(WINDOW, {})}
    return Tongue(language, _locale(f"{language}_{region}") or Locale.parse(language), words, told)


def plural_forms(locale: Locale) -> tuple[str, ...]:
    """The plural forms that whole numbers need, in the order in which catalogues have them."""
    used = {locale.plural_form(n) for n in range(_NUMBERS)}
    return tuple(form for form in _PLURALS if form in used)


def plain_count(text: str, n: int, values: Mapping[str, object]) -> str:
    """English has two forms, which stand in the source with a bar between."""
    one, _, many = text.partition("|")
    return (one if n == 1 or not many else many).format_map({"n": n, **values})


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


def _grouped_from_right(digits: str) -> str:
    head = len(digits) % _GROUP or _GROUP
    groups = (digits[i : i + _GROUP] for i in range(head, len(digits), _GROUP))
    return _THIN.join((digits[:head], *groups))


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at, tz=UTC).astimezone()

"""Reading a list of products from a table that a spreadsheet wrote (CSV), all or nothing.

The first line names the columns, in English or German, in any order; what is no column of ours is
left alone. Nothing is imported here: the outcome says what would be, and each line that is wrong.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pos.domain.errors import Refused
from pos.domain.money import Fiat, minor_digits, round_fiat
from pos.domain.retail.product import Product

MOST: Final = 100_000
LONGEST: Final = 200

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("name", "title", "product", "article", "artikel", "bezeichnung", "produkt"),
    "price": ("price", "amount", "preis", "betrag", "verkaufspreis"),
    "category": ("category", "group", "kategorie", "gruppe", "warengruppe"),
    "barcode": ("barcode", "ean", "gtin", "upc", "code", "strichcode"),
    "tax": ("tax", "vat", "taxrate", "steuer", "mwst", "ust", "steuersatz"),
    "id": ("id", "sku", "number", "nummer", "artikelnummer"),
}
_DELIMITERS: Final = ";,\t|"
_TOLD: Final = re.compile(r'"?sep=(.)"?\r?(?=\n)', re.IGNORECASE)
"""Excel's own first line, which names the sign between two cells."""

_AS_TEXT: Final = re.compile(r'="([^"]*)"')
"""How spreadsheets are kept from taking a barcode for a number."""

_SPOILT: Final = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_SIGNS: Final[Mapping[str, tuple[str, ...]]] = {
    "€": ("EUR",),
    "£": ("GBP", "GIP", "FKP", "SHP", "EGP", "SDG", "SSP"),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₺": ("TRY",),
    "₽": ("RUB",),
    "₴": ("UAH",),
    "₪": ("ILS",),
    "₱": ("PHP",),
    "₦": ("NGN",),
    "฿": ("THB",),
    "₫": ("VND",),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "ft": ("HUF",),
    "lei": ("RON",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("SEK", "NOK", "DKK", "ISK"),
    "fr": ("CHF",),
    "fr.": ("CHF",),
    "sfr": ("CHF",),
    "sfr.": ("CHF",),
    "r$": ("BRL",),
}
"""What people write for a currency; a dollar or a peso ($) has too many homes to be listed."""

_NO_DOLLAR: Final = frozenset(code for codes in _SIGNS.values() for code in codes) - {"BRL"}
_BESIDE: Final = re.compile(
    r"^(?P<before>[^0-9,.'-]*\.?)\s*(?P<number>[0-9].*?)\s*(?P<after>[^0-9]*)$"
)
_ROUND: Final = re.compile(r"[.,]\s*[-\u2013\u2014]+$")
"""As the Swiss write a price without cents."""

_LETTERS: Final = 3
_DEAREST: Final = 10**12
_BARCODE: Final = 128
_PRICE: Final = re.compile(r"[0-9]+([.,][0-9]+)?")
_GROUPED: Final = re.compile(r"[0-9]{1,3}([.,'\u2019\u00a0\u202f ][0-9]{3})+([.,][0-9]{1,2})?")
_UNSURE: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
"""A thousand to some people, one to others."""

_THOUSAND: Final = 3
_DIGITS: Final = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """A product, and the line of the file where it stands; the first line is number 1."""

    line: int
    product: Product


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsFault:
    """Why a line cannot be imported, and what to correct."""

    line: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsList:
    """What a file says. `unread` are columns that mean nothing here."""

    goods: tuple[GoodsLine, ...]
    faults: tuple[GoodsFault, ...] = ()
    unread: tuple[str, ...] = ()


def read_goods(raw: bytes, currency: str) -> GoodsList:
    """The products of a file. Raises Refused if it is no such table at all."""
    text = _text(raw)
    if not text.strip():
        raise Refused("no_products", "There is no product in this file")
    told = _TOLD.match(text)
    head = text[told.end() if told else 0 :].lstrip("\r\n").splitlines()[:1]
    delimiter = told[1] if told else max(_DELIMITERS, key="".join(head).count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        if told:
            next(rows)
        columns, unread = _columns(next(rows, []))
        return _listed(rows, columns, unread, currency)
    except csv.Error as why:
        raise Refused("not_a_table", f"Line {rows.line_num} cannot be read as a table") from why


def _text(raw: bytes) -> str:
    """As spreadsheets write it: UTF-8, with or without its mark, or Windows' western letters."""
    if b"\x00" in raw:
        raise Refused("not_a_table", "This is not a CSV file. Save the table as CSV (UTF-8)")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _columns(names: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each of our columns is, and the names of the others. Raises Refused."""
    known = {name: ours for ours, names in _COLUMNS.items() for name in names}
    found: dict[str, int] = {}
    unread = []
    for at, name in enumerate(names):
        plain = re.sub(r"[^a-z]", "", name.lower())
        ours = known.get(plain)
        if ours is None:
            unread.append(name.strip())
        elif ours in found:
            raise Refused("two_columns", f"Two columns mean the same: {names[found[ours]]}, {name}")
        else:
            found[ours] = at
    for ours in ("title", "price"):
        if ours not in found:
            called = _COLUMNS[ours][0]
            words = f"The first line must name the columns, and none is called “{called}”"
            raise Refused("no_column", words)
    return found, tuple(name for name in unread if name)


def _listed(
    rows: Iterator[list[str]], columns: Mapping[str, int], unread: tuple[str, ...], currency: str
) -> GoodsList:
    goods: dict[str, GoodsLine] = {}
    barcodes: dict[str, int] = {}
    faults = []
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(goods) >= MOST:
            raise Refused("too_many", f"A list may have {MOST} products")
        try:
            product = _product({ours: _cell(row, at) for ours, at in columns.items()}, currency)
            _check_twice(product, goods, barcodes)
        except Refused as why:
            faults.append(GoodsFault(line=number, words=why.text))
            continue
        goods[product.id] = GoodsLine(line=number, product=product)
        if product.barcode:
            barcodes[product.barcode] = number
    if not goods and not faults:
        raise Refused("no_products", "There is no product in this file")
    return GoodsList(goods=tuple(goods.values()), faults=tuple(faults), unread=unread)


def _cell(row: list[str], at: int) -> str:
    cell = row[at].strip() if at < len(row) else ""
    as_text = _AS_TEXT.fullmatch(cell)
    return cell if as_text is None else as_text[1].strip()


def _check_twice(
    product: Product, goods: Mapping[str, GoodsLine], barcodes: Mapping[str, int]
) -> None:
    if product.barcode in barcodes:
        line = barcodes[product.barcode]
        raise Refused("twice", f"The barcode {product.barcode} stands in line {line} already")
    if product.id in goods:
        line = goods[product.id].line
        raise Refused("twice", f"“{product.title}” stands in line {line} already")


def _product(cells: Mapping[str, str], currency: str) -> Product:
    title = cells["title"]
    if not title:
        raise Refused("no_name", "The name is missing")
    if len(title) > LONGEST:
        raise Refused("long_name", f"The name has more than {LONGEST} letters")
    barcode = _barcode(cells.get("barcode", ""))
    category = cells.get("category", "")[:LONGEST]
    return Product(
        id=_id(cells.get("id", ""), barcode, title, category),
        title=title,
        category=category,
        price=_price(cells["price"], currency),
        tax=_tax(cells.get("tax", "")),
        barcode=barcode,
    )


def _id(own: str, barcode: str, title: str, category: str) -> str:
    """The same product gets the same id when the list is imported again."""
    told = own or barcode or f"{category}/{title}"
    return f"csv-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _barcode(text: str) -> str:
    barcode = text.replace(" ", "")
    if _SPOILT.fullmatch(barcode):
        words = f"The table spoilt the barcode “{text}”: make its column text and type it anew"
        raise Refused("spoilt_barcode", words)
    if len(barcode) > _BARCODE or not barcode.isprintable():
        raise Refused("no_barcode", f"A barcode has at most {_BARCODE} letters and digits")
    return barcode


def _price(text: str, currency: str) -> Fiat:
    plain = _bare(text, currency)
    if not plain:
        raise Refused("no_price", "The price is missing")
    number = _number(plain)
    if number is None:
        raise Refused("no_price", f"“{text}” is not a price, such as 2.40")
    if number >= _DEAREST:
        raise Refused("no_price", f"“{text}” is more than any price")
    digits = minor_digits(currency)
    if _UNSURE.fullmatch(plain) and digits != _THOUSAND:
        raise Refused("unsure_price", f"“{text}” can be read in two ways: leave the sign away")
    price = round_fiat(number, currency)
    if price.value != number:
        raise Refused("fine_price", f"“{text}” has more than {digits} digits after the point")
    return price


def _bare(text: str, currency: str) -> str:
    """A price without the name of its currency. Raises Refused for that of another one."""
    parts = _BESIDE.fullmatch(_ROUND.sub("", text.strip()))
    if parts is None:
        return text.strip()
    for said in (parts["before"].strip(), parts["after"].strip()):
        if said and not _means(said, currency):
            if _is_money(said):
                words = f"“{text}” is not in {currency}, which the shop's prices are in"
                raise Refused("other_currency", words)
            return text
    return parts["number"]


def _means(said: str, currency: str) -> bool:
    plain = said.lower()
    if plain.endswith("$") and plain != "r$":
        return currency not in _NO_DOLLAR
    return plain == currency.lower() or currency in _SIGNS.get(plain, ())


def _is_money(said: str) -> bool:
    """Whether it names some currency at all."""
    return (
        said.lower() in _SIGNS or said.endswith("$") or (len(said) == _LETTERS and said.isupper())
    )


def _tax(text: str) -> Decimal:
    plain = text.replace("%", "").strip()
    number = _number(plain) if plain else Decimal(0)
    if number is None or number >= 100:  # noqa: PLR2004 - per cent
        raise Refused("no_tax", f"“{text}” is not a tax rate, such as 19")
    return number


def _number(text: str) -> Decimal | None:
    """A number as English or as other people write it; the last sign is the decimal one."""
    if _PRICE.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if not _GROUPED.fullmatch(text):
        return None
    whole, sign, cents = text, "", ""
    tail = re.search(r"[.,]([0-9]{1,2})$", text)
    if tail is not None:
        whole, sign, cents = text[: tail.start()], ".", tail[1]
    return Decimal("".join(_DIGITS.findall(whole)) + sign + cents)

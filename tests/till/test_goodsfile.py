"""A list of products is read whole, and every line that is wrong is named."""

from decimal import Decimal

import pytest

from pos.domain.errors import Refused
from pos.till.goodsfile import GoodsList, read_goods


def read(text: str, currency: str = "EUR") -> GoodsList:
    return read_goods(text.encode(), currency)


def price_of(written: str, currency: str = "EUR") -> Decimal:
    listed = read(f'name;price\nTea;"{written}"', currency)
    assert listed.faults == ()
    return listed.goods[0].product.price.value


def fault_of(line: str, head: str = "name;price;tax") -> str:
    (fault,) = read(f"{head}\n{line}").faults
    return fault.words


def test_a_list_in_english_is_read() -> None:
    listed = read("Name,Price,Category,Barcode,VAT\nTea,2.40,Drinks,4006381333931,19\nCake,3,,,")

    tea, cake = (each.product for each in listed.goods)
    assert (tea.title, tea.category, tea.barcode) == ("Tea", "Drinks", "4006381333931")
    assert (tea.price.value, tea.price.currency, tea.tax) == (Decimal("2.40"), "EUR", Decimal(19))
    assert (cake.price.value, cake.category, cake.barcode) == (Decimal(3), "", "")


def test_a_list_of_a_german_spreadsheet_is_read() -> None:
    raw = "Bezeichnung;Preis;Kategorie;EAN;MwSt;Lager\nGrüner Tee;2,40 €;Getränke;;19 %;7\n"

    listed = read_goods(raw.encode("cp1252"), "EUR")

    (tea,) = (each.product for each in listed.goods)
    assert (tea.title, tea.category, tea.tax) == ("Grüner Tee", "Getränke", Decimal(19))
    assert listed.unread == ("Lager",)


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("2.4", "2.40"),
        ("2,40", "2.40"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1 234 567", "1234567"),
        ("EUR 7", "7"),
    ],
)
def test_prices_are_read_as_people_write_them(written: str, price: str) -> None:
    assert price_of(written) == Decimal(price)


@pytest.mark.parametrize("written", ["1.200", "1,200"])
def test_a_price_that_two_countries_read_differently_is_not_guessed(written: str) -> None:
    assert "two ways" in fault_of(f"Tea;{written};")


def test_three_digits_after_the_point_are_cents_where_the_currency_has_them() -> None:
    assert price_of("1.200", "BHD") == Decimal("1.200")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (";2;", "The name is missing"),
        ("Tea;;", "The price is missing"),
        ("Tea", "The price is missing"),
        ("Tea;cheap;", "is not a price"),
        ("Tea;-2;", "is not a price"),
        ("Tea;0.1234;", "more than 2 digits"),
        ("Tea;2;lots", "is not a tax rate"),
        ("Tea;2;100", "is not a tax rate"),
        (f"{'T' * 201};2;", "more than 200 letters"),
    ],
)
def test_what_is_wrong_in_a_line_is_said(line: str, why: str) -> None:
    assert why in fault_of(line)


def test_each_wrong_line_is_named_and_the_good_ones_are_kept_apart() -> None:
    listed = read("name,price\nTea,2\n,3\n\nCake,x\nMilk,1")

    assert [each.product.title for each in listed.goods] == ["Tea", "Milk"]
    assert [fault.line for fault in listed.faults] == [3, 5]


def test_what_stands_there_twice_is_named_with_its_first_line() -> None:
    twice = read("name,price,barcode\nTea,2,123\nCake,3,123\nMilk,1,\nMilk,2,")

    assert [fault.words for fault in twice.faults] == [
        "The barcode 123 stands in line 2 already",
        "“Milk” stands in line 4 already",
    ]


def test_importing_a_list_again_changes_the_same_products() -> None:
    first = read("name,price\nTea,2").goods[0].product
    again = read("name,price\nTea,3").goods[0].product

    assert first.id == again.id


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"name,cost\nTea,2", "none is called “price”"),
        (b"2.40,Tea\n", "none is called “name”"),
        (b"name,title,price\nTea,Tea,2", "mean the same: name, title"),
        (b"name,price\n", "no product in this file"),
        (b"", "no product in this file"),
        (b"PK\x03\x04\x00\x00", "not a CSV file"),
    ],
)
def test_a_file_that_is_no_list_of_products_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_goods(raw, "EUR")


def test_a_cell_may_have_line_feeds_and_signs_in_quotes() -> None:
    (line,) = read('name,price\n"Tea, ""green""\nloose",2').goods

    assert line.product.title == 'Tea, "green"\nloose'


def test_a_table_that_never_closes_its_quotes_is_refused_kindly() -> None:
    with pytest.raises(Refused, match="cannot be read as a table"):
        read(f'name,price\n"{"T" * 200_000},2')


@pytest.mark.parametrize(
    ("written", "currency", "price"),
    [
        ("2,40\u202f€", "EUR", "2.40"),
        ("2,40\u00a0€", "EUR", "2.40"),
        ("€ 2.40", "EUR", "2.40"),
        ("2.40 eur", "EUR", "2.40"),
        ("Fr. 2.50", "CHF", "2.50"),
        ("CHF 5.\u2013", "CHF", "5"),
        ("2.-", "CHF", "2"),
        ("¥200", "JPY", "200"),
        ("20 kr", "SEK", "20"),
        ("20,00 zł", "PLN", "20"),
        ("R$ 20,00", "BRL", "20"),
        ("A$3", "AUD", "3"),
        ("$3", "USD", "3"),
    ],
)
def test_the_name_of_the_shop_s_currency_may_stand_beside_a_price(
    written: str, currency: str, price: str
) -> None:
    assert price_of(written, currency) == Decimal(price)


@pytest.mark.parametrize("written", ["$2.40", "USD 2.40", "2.40 £", "CHF 2.40", "2,40 zł"])
def test_a_price_in_another_currency_is_never_taken_for_the_shop_s(written: str) -> None:
    assert "is not in EUR" in fault_of(f"Tea;{written};")


@pytest.mark.parametrize("written", ["=1+1", "2.40 each", "1e5", "9999999999999", "2..4"])
def test_what_is_no_price_is_not_guessed(written: str) -> None:
    assert "price" in fault_of(f"Tea;{written};")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_in_which_excel_names_its_sign_is_no_product(end: str) -> None:
    listed = read(f"sep=;{end}name;price{end}Tea, green;2,40{end}")

    assert [each.product.title for each in listed.goods] == ["Tea, green"]


def test_the_lines_of_an_old_mac_are_lines() -> None:
    listed = read("name;price\rTea, green;2,40\rCake, nice, sweet;3,10\r")

    assert [each.product.title for each in listed.goods] == ["Tea, green", "Cake, nice, sweet"]


def test_a_barcode_that_was_kept_as_text_is_that_barcode() -> None:
    listed = read('name,price,ean\nTea,2,="4006381333931"\nCake,3,"=""0012345678905"""')

    assert [each.product.barcode for each in listed.goods] == ["4006381333931", "0012345678905"]


@pytest.mark.parametrize("written", ["4,00638E+12", "4.00638E+12", "4E12"])
def test_a_barcode_that_a_spreadsheet_rounded_is_refused(written: str) -> None:
    assert "spoilt the barcode" in fault_of(f"Tea;2;{written}", "name;price;ean")


@pytest.mark.parametrize("written", ["1" * 129, "12\x0734"])
def test_a_barcode_that_no_scanner_reads_is_refused(written: str) -> None:
    assert "at most 128" in fault_of(f"Tea;2;{written}", "name;price;ean")


def test_a_hundred_thousand_products_are_read_and_one_more_is_not() -> None:
    text = "name;price;ean\n" + "".join(f"P{n};1,50;{n:013}\n" for n in range(100_000))

    assert len(read(text).goods) == 100_000
    with pytest.raises(Refused, match="100000 products"):
        read(f"{text}One more;1;9\n")

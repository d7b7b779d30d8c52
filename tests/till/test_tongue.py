"""Languages: which one a customer gets, and how it writes figures."""

import string
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset, Fiat, Rate
from pos.resources import resource
from pos.till.tongue import Tongues
from tests.till.messages import spoken

BTC = Asset(code="BTC", decimals=8, chain=ChainId("bip122:0"))


@pytest.fixture(scope="module")
def tongues() -> Tongues:
    return Tongues(resource("languages"))


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-CH, en;q=0.5", "de"),
        ("en;q=0.5, de-AT;q=0.9", "de"),
        ("tlh, de;q=0.1", "de"),
        ("de;q=0, en", "en"),
        ("fr", "en"),
        ("*", "en"),
        (";;q=,,-,=\\x00, de_DE", "de"),
        ("de;q=²", "de"),
        ("xx," * 50 + "de", "en"),
    ],
)
def test_the_browser_gets_the_language_that_it_likes_best(
    tongues: Tongues, accept: str, language: str
) -> None:
    assert tongues.chosen("", accept).tag == language


def test_a_language_asked_for_by_name_wins(tongues: Tongues) -> None:
    assert tongues.chosen("de", "en-US,en").tag == "de"
    assert tongues.chosen("en", "de").tag == "en"
    assert tongues.chosen("../../etc/passwd", "de").tag == "de"


def test_there_is_one_tongue_for_each_catalogue_and_the_source_comes_first(
    tongues: Tongues,
) -> None:
    assert [(t.tag, t.name, t.direction) for t in tongues.all] == [
        ("en", "English", "ltr"),
        ("de", "Deutsch", "ltr"),
    ]


@pytest.mark.parametrize(
    ("accept", "price"),
    [
        ("", "€1,234.50"),
        ("en-GB", "€1,234.50"),
        ("de", "1.234,50\u00a0€"),
        ("de-AT", "€\u00a01.234,50"),
        ("de-XX", "1.234,50\u00a0€"),
    ],
)
def test_prices_are_written_as_in_the_customers_region(
    tongues: Tongues, accept: str, price: str
) -> None:
    assert tongues.chosen("", accept).price(Fiat(Decimal("1234.50"), "EUR")) == price


@pytest.mark.parametrize(
    ("price", "currency", "text"),
    [
        ("1250", "JPY", "JP¥1,250"),
        ("12.50", "RSD", "RSD\u00a012.50"),
        ("0.125", "BHD", "BHD\u00a00.125"),
        ("13.50", "CHF", "CHF\u00a013.50"),
    ],
)
def test_a_price_has_all_the_decimals_that_the_shop_counts_in(
    tongues: Tongues, price: str, currency: str, text: str
) -> None:
    assert tongues.chosen("").price(Fiat(Decimal(price), currency)) == text


def test_a_coin_amount_has_every_digit_in_groups_of_three(tongues: Tongues) -> None:
    amount = Amount(1_234_500_014_217, BTC)

    assert tongues.chosen("").amount(amount) == "12\u202f345.000\u202f142\u202f17\u00a0BTC"
    assert tongues.chosen("de").amount(amount) == "12\u202f345,000\u202f142\u202f17\u00a0BTC"
    assert tongues.chosen("").amount(Amount(100_000_000, BTC)) == "1\u00a0BTC"


@pytest.mark.parametrize(
    ("per_coin", "text"),
    [
        ("94957.123", "94,957.1"),
        ("0.5", "0.5"),
        ("0.000012345678", "0.0000123457"),
        ("1000000000", "1,000,000,000"),
    ],
)
def test_a_rate_has_six_digits(tongues: Tongues, per_coin: str, text: str) -> None:
    rate = Rate(per_coin=Fraction(per_coin), code="BTC", currency="EUR", sources=("x",), at=1)

    assert tongues.chosen("").rate(rate) == f"1\u00a0BTC = {text}\u00a0EUR"


def test_quantities_lose_their_trailing_zeros(tongues: Tongues) -> None:
    assert tongues.chosen("de").number(Decimal("2.500")) == "2,5"
    assert tongues.chosen("").number(Decimal("1E+3")) == "1,000"


def test_a_moment_names_its_time_zone(tongues: Tongues) -> None:
    text = tongues.chosen("de").moment(1_795_168_000)

    assert text.startswith(("20.11.2026", "21.11.2026"))
    assert text.split()[-1].isalnum() or text.split()[-1][0] in "+-"


def test_an_unknown_sentence_is_said_as_it_stands(tongues: Tongues) -> None:
    assert tongues.chosen("de").say("Never {seen}", seen="before") == "Never before"


def test_figures_inside_right_to_left_words_stay_together(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    words = 'msgid "Please pay {amount}."\nmsgstr "ادفع {amount}."\n'
    (tmp_path / "ar.po").write_text(header + words, encoding="utf-8")

    arabic = Tongues(tmp_path).chosen("ar")

    assert arabic.direction == "rtl"
    assert arabic.say("Please pay {amount}.", amount="1 BTC") == "ادفع \u20681 BTC\u2069."


@pytest.mark.parametrize("path", sorted(resource("languages").glob("*.po")), ids=lambda p: p.stem)
def test_a_catalogue_has_every_sentence_and_no_other(path: Path) -> None:
    with path.open("rb") as file:
        said = {str(m.id): str(m.string) for m in read_po(file) if m.id}

    assert spoken() - said.keys() == frozenset()
    assert said.keys() - spoken() == frozenset()
    assert [id for id, text in said.items() if not text] == []
    assert [id for id, text in said.items() if _values(id) != _values(text)] == []


def _values(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

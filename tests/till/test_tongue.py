"""Languages: which one a customer gets, and how it writes figures."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset, Fiat, Rate
from pos.resources import resource
from pos.till.tongue import Tongue, Tongues, window_tongue

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


def arabic(folder: Path) -> Tongue:
    """A tongue with one sentence in it."""
    message = "<source>Please pay {amount}.</source><translation>ادفع {amount}.</translation>"
    (folder / "ar.ts").write_text(
        f"<TS><context><name>customer</name><message>{message}</message></context></TS>",
        encoding="utf-8",
    )
    return Tongues(folder).chosen("ar")


def test_figures_inside_right_to_left_words_stay_together(tmp_path: Path) -> None:
    tongue = arabic(tmp_path)

    assert tongue.direction == "rtl"
    assert tongue.say("Please pay {amount}.", amount="1 BTC") == "ادفع \u20681 BTC\u2069."


GERMAN = """<TS><context><name>window</name>
  <message><source>Paid</source><translation>Bezahlt</translation></message>
  <message><source>Late</source><translation type="unfinished"></translation></message>
  <message numerus="yes"><source>{n} line|{n} lines</source><translation>
    <numerusform>{n} Zeile</numerusform><numerusform>{n} Zeilen</numerusform>
  </translation></message>
</context><context><name>told</name>
  <message><source>{name} does not answer</source>
    <translation>{name} antwortet nicht</translation></message>
</context></TS>"""


@pytest.fixture
def german(tmp_path: Path) -> Tongue:
    (tmp_path / "de.ts").write_text(GERMAN, encoding="utf-8")
    return window_tongue(tmp_path, "de")


def test_the_window_says_what_its_catalogue_has_and_the_rest_in_english(german: Tongue) -> None:
    assert german.say("Paid") == "Bezahlt"
    assert german.say("Late") == "Late"


@pytest.mark.parametrize(("n", "text"), [(0, "0 Zeilen"), (1, "1 Zeile"), (2, "2 Zeilen")])
def test_a_number_has_its_plural_form(german: Tongue, n: int, text: str) -> None:
    assert german.count("{n} line|{n} lines", n) == text


@pytest.mark.parametrize(("n", "text"), [(0, "0 cups"), (1, "1 cup"), (5, "5 cups")])
def test_a_number_without_translation_is_said_in_english(german: Tongue, n: int, text: str) -> None:
    assert german.count("{n} cup|{n} cups", n) == text


def test_as_many_plural_forms_as_a_language_has_are_told_apart(tmp_path: Path) -> None:
    forms = "".join(f"<numerusform>{form}</numerusform>" for form in ("1 okno", "okna", "okien"))
    (tmp_path / "pl.ts").write_text(
        "<TS><context><name>window</name><message numerus='yes'><source>{n} window</source>"
        f"<translation>{forms}</translation></message></context></TS>",
        encoding="utf-8",
    )
    polish = window_tongue(tmp_path, "pl")

    said = [polish.count("{n} window", n) for n in (1, 2, 5, 12, 22)]

    assert said == ["1 okno", "okna", "okien", "okien", "okna"]


def test_what_the_engine_said_in_english_is_said_again(german: Tongue) -> None:
    assert german.again("kraken does not answer") == "kraken antwortet nicht"


def test_a_language_without_a_catalogue_speaks_english_with_its_own_figures(tmp_path: Path) -> None:
    tongue = window_tongue(tmp_path, "en", "US")

    assert tongue.say("Paid {price}", price="CHF 4") == "Paid CHF 4"
    assert tongue.clock(1_795_168_000).endswith(("AM", "PM"))


@pytest.mark.parametrize(("region", "point"), [("", ","), ("DE", ","), ("CH", "."), ("ZZ", ",")])
def test_the_region_decides_over_the_point(german: Tongue, region: str, point: str) -> None:
    assert window_tongue(Path("nowhere"), "de", region).point == point


def test_days_and_moments_are_written_as_the_language_does(german: Tongue) -> None:
    noon = 1_795_176_000

    assert german.day(noon).startswith("20. Nov.") or german.day(noon).startswith("21. Nov.")
    assert german.stamp(noon)[2] == "."

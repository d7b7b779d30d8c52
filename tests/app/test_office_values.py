"""Settings as they are typed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.app.office_values import text_of_value, value_of
from pos.app.settings import TierSettings
from pos.domain.errors import Refused
from pos.gui.backoffice import Kind


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (7, "7"),
        (Decimal("0.50"), "0.50"),
        (Decimal("1E+2"), "100"),
        ("as it stands", "as it stands"),
        (("a", "b"), "a\nb"),
        ({"BTC": Decimal("0.5")}, "BTC = 0.5"),
        ((TierSettings(up_to="50", confirmations=1), TierSettings(confirmations=6)), "50: 1\n6"),
    ],
)
def test_each_kind_of_value_has_a_text(value: object, text: str) -> None:
    assert text_of_value(value) == text


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "  Kiosk ", "Kiosk"),
        (Kind.SWITCH, "true", True),
        (Kind.SWITCH, "false", False),
        (Kind.WHOLE, " 12 ", 12),
        (Kind.WHOLE, "", None),
        (Kind.NUMBER, "0,5", Decimal("0.5")),
        (Kind.NUMBER, "", None),
        (Kind.LINES, "a\n\n  b \n", ["a", "b"]),
        (Kind.PAIRS, "BTC=0,5\nETH = 1", {"BTC": "0.5", "ETH": "1"}),
        (Kind.TIERS, "50: 1\n6", [{"up_to": "50", "confirmations": 1}, {"confirmations": 6}]),
    ],
)
def test_what_is_typed_is_meant_as_people_mean_it(kind: Kind, text: str, value: object) -> None:
    assert value_of(text, kind) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.WHOLE, "1.5"),
        (Kind.NUMBER, "many"),
        (Kind.NUMBER, "nan"),
        (Kind.PAIRS, "BTC"),
        (Kind.PAIRS, "= 5"),
        (Kind.PAIRS, "BTC = much"),
        (Kind.TIERS, "50: few"),
        (Kind.TIERS, "much: 5"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(kind: Kind, text: str) -> None:
    with pytest.raises(Refused, match="“"):
        value_of(text, kind)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NUMBER, "1e99999999"),
        (Kind.NUMBER, "1e-99999999"),
        (Kind.NUMBER, "9" * 5000),
        (Kind.WHOLE, "1" + "0" * 18),
        (Kind.PAIRS, "BTC = 1e99999999"),
        (Kind.TIERS, "1e99999999: 3"),
        (Kind.TIERS, "50: 1" + "0" * 18),
    ],
)
def test_a_number_that_no_till_needs_is_refused_before_it_is_written_out(
    kind: Kind, text: str
) -> None:
    with pytest.raises(Refused) as refused:
        value_of(text, kind)

    assert len(refused.value.text) < 200


@pytest.mark.parametrize("text", ["60,000", "60.000", "1,125", "-2.500"])
def test_a_number_that_may_be_a_thousand_times_another_is_asked_about(text: str) -> None:
    for kind, typed in ((Kind.NUMBER, text), (Kind.PAIRS, f"BTC = {text}")):
        with pytest.raises(Refused, match="thousands"):
            value_of(typed, kind)


@pytest.mark.parametrize("text", ["0.125", "0,005", "1234.125", "1.1250", "1.12", "12"])
def test_a_number_that_can_be_read_in_one_way_only_is_taken(text: str) -> None:
    assert value_of(text, Kind.NUMBER) == Decimal(text.replace(",", "."))


@given(st.decimals(min_value=0, max_value=10**9, places=6))
def test_a_number_is_read_back_as_it_was(number: Decimal) -> None:
    assert value_of(text_of_value(number), Kind.NUMBER) == number


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1)))
def test_lines_are_read_back_as_they_were(lines: list[str]) -> None:
    assert value_of(text_of_value(tuple(lines)), Kind.LINES) == lines

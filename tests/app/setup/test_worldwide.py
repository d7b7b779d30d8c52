"""Countries, their names and what is paid in there."""

import pytest

from pos.app.setup.worldwide import currencies, currency_of, languages, regions


@pytest.mark.parametrize(
    ("region", "currency"), [("DE", "EUR"), ("CH", "CHF"), ("GB", "GBP"), ("JP", "JPY"), ("XX", "")]
)
def test_a_country_has_its_currency(region: str, currency: str) -> None:
    assert currency_of(region) == currency


def test_countries_are_named_in_the_language_of_the_window() -> None:
    assert any(region.name == "Schweiz" for region in regions("de"))
    assert any(region.name == "Switzerland" for region in regions("en"))
    assert any(region.name == "Switzerland" for region in regions("no such language"))


def test_all_languages_that_have_a_catalogue_can_be_chosen() -> None:
    assert {"de", "en"} <= {tag for tag, _ in languages()}


def test_every_currency_of_a_country_can_be_chosen() -> None:
    assert {"EUR", "USD", "CHF", "JPY"} <= set(currencies())

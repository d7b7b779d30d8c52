"""Every setting has words: one that was forgotten fails here."""

from collections.abc import Iterator

import msgspec
import pytest

from pos.app.office_sections import Standing, sections_of
from pos.app.office_tables import NAMED
from pos.app.settings import Settings
from pos.gui.present import settingswords as words
from pos.gui.present.settingswords import CHOICE_TEXTS, TEXTS, group_of, pattern_of, said_of


def all_keys() -> Iterator[str]:
    """Every key that the config can have, with a star for names."""
    for section in msgspec.structs.fields(Settings):
        struct = NAMED.get(section.name, section.type)
        star = ".*" if section.name in NAMED else ""
        for name in struct.__struct_fields__:
            yield f"{section.name}{star}.{name}"


@pytest.mark.parametrize("key", list(all_keys()))
def test_every_setting_has_a_title_a_help_and_a_page(key: str) -> None:
    texts = TEXTS.get(key)

    assert texts is not None, f"{key} has no words in settingswords.py"
    assert texts.title
    assert texts.help.endswith((".", "example", "EUR.", "9050 for Tor."))
    assert group_of(key) in words.GROUP_TITLES


def test_no_words_are_left_of_settings_that_are_gone() -> None:
    assert set(TEXTS) == set(all_keys())


def test_every_choice_that_is_no_plain_name_has_words() -> None:
    everything = msgspec.convert({"coins": {"BTC": {}, "ETH": {}, "XMR": {}, "USDT": {}}}, Settings)
    standing = Standing(settings=everything, file={}, variables={}, languages=("en", "de"))
    offered = {
        (pattern_of(setting.key), choice)
        for section in sections_of(standing)
        for setting in section.settings
        for choice in setting.choices
    }

    plain = {one for one in offered if one[0] in {"server.coin", "window.language"} and one[1]}
    assert offered - plain == set(CHOICE_TEXTS)


def test_a_setting_that_nobody_knows_is_called_by_its_key() -> None:
    assert said_of("shop.motto").title == "shop.motto"

"""Settings that did not work go back to what they were."""

from pathlib import Path

import pytest

from pos.app.config import load_settings
from pos.app.configfile import changed
from pos.app.fallback import Fallback


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    changed(path, {"shop.name": "Kiosk"})
    return path


def name_in(config: Path) -> str:
    return load_settings(config, {}).shop.name


def test_the_last_change_since_the_shop_was_open_is_taken_back_once(config: Path) -> None:
    fallback = Fallback(config)
    fallback.note_open()
    changed(config, {"shop.name": "Stand"})

    assert fallback.take_back("the node is gone")
    assert name_in(config) == "Kiosk"
    assert fallback.note_open() == "the node is gone"
    assert fallback.note_open() == ""
    assert not fallback.take_back("the node is gone")


def test_what_did_not_change_since_the_shop_was_open_stays(config: Path) -> None:
    changed(config, {"shop.name": "Stand"})
    fallback = Fallback(config)
    fallback.note_open()

    assert not fallback.take_back("the node is gone")
    assert name_in(config) == "Stand"


def test_what_was_written_by_hand_is_not_replaced_by_what_stood_there_long_ago(
    config: Path,
) -> None:
    changed(config, {"shop.name": "Stand"})
    fallback = Fallback(config)
    fallback.note_open()
    config.write_text('[shop]\nname = "By hand"\n', encoding="utf-8")

    assert not fallback.take_back("the node is gone")
    assert name_in(config) == "By hand"


def test_a_first_start_takes_nothing_back(config: Path) -> None:
    changed(config, {"shop.name": "Stand"})

    assert not Fallback(config).take_back("the node is gone")
    assert name_in(config) == "Stand"


def test_a_config_that_cannot_be_read_any_more_is_left_alone(config: Path) -> None:
    fallback = Fallback(config)
    fallback.note_open()
    config.unlink()
    config.mkdir()

    assert not fallback.take_back("the node is gone")


def test_a_shop_that_opened_with_an_unreadable_config_has_nothing_to_go_back_to(
    config: Path,
) -> None:
    fallback = Fallback(config)
    text = config.read_text(encoding="utf-8")
    config.unlink()
    config.mkdir()
    fallback.note_open()
    config.rmdir()
    config.write_text(text, encoding="utf-8")
    changed(config, {"shop.name": "Stand"})

    assert not fallback.take_back("the node is gone")

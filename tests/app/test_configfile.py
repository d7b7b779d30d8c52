import contextlib
import stat
import sys
import threading
import tomllib
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.app.config import load_settings, settings_in
from pos.app.configfile import bring_back, changed, changed_text
from pos.app.settings import Settings
from pos.app.turns import taking_turns
from pos.domain.errors import Refused

WRITTEN = """\
# The corner shop's till.
[shop]
name = "Corner shop"   # as on the sign
currency = "CHF"

[chains.BTC] # our own node
rpc = "http://127.0.0.1:8332"
rpc_user = "till"

[coins.BTC]
[coins.ETH]
enabled = false
confirmations = [{ up_to = "50", confirmations = 1 }, { confirmations = 6 }]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "config.toml"


@pytest.fixture
def written(file: Path) -> Path:
    file.parent.mkdir()
    file.write_text(WRITTEN, encoding="utf-8")
    return file


def test_the_first_change_makes_the_file(file: Path) -> None:
    changed(file, {"shop.name": "Kiosk", "chains.eip155:1.http": ("https://one.example",)})

    settings = load_settings(file, {})
    assert settings.shop.name == "Kiosk"
    assert settings.chains["eip155:1"].http == ("https://one.example",)


def test_a_change_leaves_comments_and_all_other_lines_as_they_were(written: Path) -> None:
    changed(written, {"shop.name": "Kiosk", "chains.BTC.rpc_user": "counter"})

    said = written.read_text(encoding="utf-8")
    expected = WRITTEN.replace('"Corner shop"', '"Kiosk"').replace('"till"', '"counter"')
    assert said == expected


def test_a_key_is_taken_out_and_so_is_a_whole_section(written: Path) -> None:
    changed(written, {"chains.BTC.rpc_user": None, "coins.ETH": None, "window.volume": None})

    settings = load_settings(written, {})
    assert settings.chains["BTC"].rpc_user == ""
    assert list(settings.coins) == ["BTC"]
    assert "# our own node" in written.read_text(encoding="utf-8")


def test_new_sections_and_values_of_every_kind_are_read_as_they_were_meant(written: Path) -> None:
    tiers = [{"up_to": "20", "confirmations": 0}, {"confirmations": 2}]
    changed(
        written,
        {
            "coins.LTC.enabled": True,
            "coins.LTC.confirmations": tiers,
            "rates.spread.BTC": Decimal("0.5"),
            "rates.currencies": ("EUR", "USD"),
            "shop.expiry_minutes": Decimal(20),
            "rates.fixed": {"USDT": "1.00"},
        },
    )

    settings = load_settings(written, {})
    assert [tier.confirmations for tier in settings.coins["LTC"].confirmations] == [0, 2]
    assert settings.rates.spread == {"BTC": Decimal("0.5")}
    assert settings.rates.currencies == ("EUR", "USD")
    assert settings.shop.expiry_minutes == Decimal(20)
    assert settings.rates.fixed == {"USDT": "1.00"}


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("shop.currency", "franc", "config.toml: shop.currency: “franc” is not three capital"),
        ("shop.nmae", "Kiosk", "config.toml: there is no setting shop.nmae; did you mean"),
        ("shop.name.first", "Kiosk", "shop.name.first: name is not a table"),
    ],
)
def test_what_would_not_load_is_refused_and_not_written(
    written: Path, key: str, value: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        changed(written, {"shop.name": "Kiosk", key: value})

    assert refused.value.text.startswith(words)
    assert [each.name for each in written.parent.iterdir()] == ["config.toml"]
    assert written.read_text(encoding="utf-8") == WRITTEN


def test_a_file_that_is_not_toml_is_refused_and_kept(written: Path) -> None:
    written.write_text("[shop\n", encoding="utf-8")

    with pytest.raises(Refused, match=r"config\.toml is not valid TOML"):
        changed(written, {"shop.name": "Kiosk"})

    assert written.read_text(encoding="utf-8") == "[shop\n"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("in the way", encoding="utf-8")

    with pytest.raises(Refused, match=r"config\.toml cannot be"):
        changed(tmp_path / "profile" / "config.toml", {"shop.name": "Kiosk"})


def test_the_file_before_the_change_is_kept_and_can_be_brought_back(written: Path) -> None:
    changed(written, {"shop.name": "Kiosk"})

    assert written.with_name("config.toml.old").read_text(encoding="utf-8") == WRITTEN
    assert bring_back(written)
    assert written.read_text(encoding="utf-8") == WRITTEN
    assert "Kiosk" in written.with_name("config.toml.refused").read_text(encoding="utf-8")
    assert not bring_back(written)


def test_a_change_to_what_already_stands_there_changes_nothing(written: Path) -> None:
    changed(written, {"shop.name": "Corner shop"})

    assert not written.with_name("config.toml.old").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_only_the_owner_can_read_the_file_and_the_one_before_it(written: Path) -> None:
    changed(written, {"librepay.secret": "a long enough secret"})
    changed(written, {"librepay.secret": "another secret, long enough"})

    for name in ("config.toml", "config.toml.old"):
        assert stat.S_IMODE(written.with_name(name).stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="a link takes rights there")
def test_a_file_that_is_kept_elsewhere_is_changed_there_and_the_link_stays(
    written: Path, tmp_path: Path
) -> None:
    link = tmp_path / "till" / "config.toml"
    link.parent.mkdir()
    link.symlink_to(written)

    changed(link, {"shop.name": "Kiosk"})
    is_link_after_change = link.is_symlink()
    assert load_settings(written, {}).shop.name == "Kiosk"
    assert bring_back(link)

    assert is_link_after_change
    assert link.is_symlink()
    assert written.read_text(encoding="utf-8") == WRITTEN


def test_of_many_changes_at_the_same_time_none_is_lost(written: Path) -> None:
    values = {f"rates.spread.C{number}": "1" for number in range(12)}
    begin = threading.Barrier(len(values))

    def change(key: str, value: str) -> None:
        begin.wait()
        changed(written, {key: value})

    threads = [threading.Thread(target=change, args=each) for each in values.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(load_settings(written, {}).rates.spread) == len(values)


def test_who_holds_the_file_for_long_is_not_waited_for(written: Path) -> None:
    with taking_turns(written.parent), pytest.raises(Refused, match="another program"):
        changed(written, {"shop.name": "Kiosk"}, patience_s=0.01)

    assert written.read_text(encoding="utf-8") == WRITTEN


def test_a_file_as_other_systems_write_it_is_read_and_changed(written: Path) -> None:
    lines = WRITTEN.replace("\n", "\r\n")
    written.write_bytes(b"\xef\xbb\xbf" + lines.encode())

    changed(written, {"shop.name": "Kiosk"})

    assert written.read_text(encoding="utf-8") == WRITTEN.replace('"Corner shop"', '"Kiosk"')


def test_letters_that_no_file_can_hold_are_refused(written: Path) -> None:
    with pytest.raises(Refused, match=r"shop\.name"):
        changed(written, {"shop.name": "Kiosk \ud800"})

    assert [each.name for each in written.parent.iterdir()] == ["config.toml"]


LAYOUTS = st.sampled_from(
    (
        "",
        WRITTEN,
        "shop.name = 'Dotted'\nrates.spread.BTC = 1\n",
        "shop = { name = 'Inline', currency = 'EUR' }\nrates = { spread = { BTC = '1' } }\n",
        "[rates.spread]\nBTC = '1'\n\n[shop]\nname = 'Between'\n[rates]\nkraken = false\n",
        '[chains."eip155:1"]\nhttp = [\n  "https://a.example", # first\n]\n[coins]\n[coins.ETH]\n',
        "[coins.BTC]\n[wallets.BTC]\nkey = 'k'\n[coins.LTC]\n[wallets.LTC]\nkey = 'l'\n",
    )
)
KEYS = st.sampled_from(
    (
        "shop.name",
        "shop.currency",
        "rates.spread.BTC",
        "rates.spread.ETH",
        "rates.kraken",
        "chains.eip155:1.http",
        "chains.BTC.rpc_user",
        "coins.BTC",
        "coins.LTC.enabled",
        "coins.ETH",
        "wallets.BTC.key",
        "window.volume",
    )
)
OF_KEY = {
    "shop.name": "Ün “quoted” 'shop'\\",
    "shop.currency": "USD",
    "rates.spread.BTC": "2.5",
    "rates.spread.ETH": 3,
    "rates.kraken": False,
    "chains.eip155:1.http": ["https://b.example", "https://c.example"],
    "chains.BTC.rpc_user": "somebody",
    "coins.BTC": {"enabled": False, "tolerance": "0.1"},
    "coins.LTC.enabled": True,
    "coins.ETH": {"confirmations": [{"confirmations": 3}]},
    "wallets.BTC.key": "zpub",
    "window.volume": 30,
}


def put(table: dict[str, object], path: list[str], value: object | None) -> None:
    """The plain meaning of a change."""
    name, *rest = path
    if not rest:
        table.pop(name, None) if value is None else table.update({name: value})
    elif value is not None or name in table:
        inner = table.setdefault(name, {})
        assert isinstance(inner, dict)
        put(inner, rest, value)


@given(LAYOUTS, st.dictionaries(KEYS, st.booleans(), max_size=6))
def test_whatever_the_layout_of_the_file_what_is_read_is_what_was_meant(
    layout: str, wanted: dict[str, bool]
) -> None:
    changes = {key: OF_KEY[key] if is_put else None for key, is_put in wanted.items()}
    expected: dict[str, object] = tomllib.loads(layout)
    for key, value in changes.items():
        put(expected, key.split("."), value)

    said = changed_text(layout, changes, "config.toml")

    assert settings_in(said, "config.toml", {}) == msgspec.convert(expected, Settings)


@given(st.text(), st.sampled_from(("shop.name", "librepay.secret")))
def test_any_text_is_kept_letter_for_letter_or_refused(text: str, key: str) -> None:
    with contextlib.suppress(Refused):
        section, name = key.split(".")
        assert (
            tomllib.loads(changed_text(WRITTEN, {key: text}, "config.toml"))[section][name] == text
        )

"""The pages of settings, without a window."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pos.gui.backoffice import Found, Kind, Section, Setting, SettingsSeen
from pos.gui.present.settings import (
    MOST_FOUND,
    Draft,
    after_words,
    agreement,
    bar_words,
    change_lines,
    check_words,
    found_said,
    group_page,
    problem_text,
    search_page,
)
from pos.gui.present.settingswords import Group
from pos.gui.present.tokens import Token
from pos.gui.present.words import use
from pos.resources import resource
from pos.till.tongue import window_tongue

NAME = Setting(key="shop.name", kind=Kind.TEXT, value="Kiosk", default="My shop", is_set=True)
SOUND = Setting(key="window.sound", kind=Kind.SWITCH, value="true", default="true")
SECRET = Setting(key="wallets.BTC.key", kind=Kind.TEXT, is_secret=True, is_set=True, hint="zpub…9k")
FIXED = Setting(key="shop.currency", kind=Kind.TEXT, value="CHF", variable="FLORIN_SHOP__CURRENCY")
MODE = Setting(
    key="refunds.BTC.mode",
    kind=Kind.CHOICE,
    value="automatic",
    default="automatic",
    choices=("automatic", "manual"),
)
SEEN = SettingsSeen(
    path="config.toml",
    sections=(
        Section(name="shop", settings=(NAME, FIXED)),
        Section(name="window", settings=(SOUND,)),
        Section(name="coins.BTC", title="Bitcoin", settings=(), is_removable=True),
        Section(name="wallets.BTC", title="Bitcoin", settings=(SECRET,)),
        Section(name="refunds.BTC", title="Bitcoin", settings=(MODE,)),
    ),
    addable=(("coins.LTC", "Litecoin"),),
    takes_money=True,
    at_once=frozenset({"window.sound"}),
)
NODES = Setting(key="chains.ETH.http", kind=Kind.LINES, value="http://127.0.0.1:8545")
LOGIN = Setting(key="chains.ETH.rpc_password", kind=Kind.PASSWORD, is_secret=True)
SEEN_AFTER = SettingsSeen(
    path="config.toml",
    sections=(Section(name="wallets.BTC", settings=(replace(SECRET, hint="zpub…77"),)),),
)
NOTHING = Draft(changes={}, problems={})


def test_a_page_has_its_own_sections_only_and_coins_can_be_added_to_one() -> None:
    shop = group_page(SEEN, Group.SHOP, NOTHING)
    coins = group_page(SEEN, Group.COINS, NOTHING)

    assert [part.name for part in shop.parts] == ["shop"]
    assert shop.addable == ()
    assert coins.addable == (("coins.LTC", "Litecoin"),)


def test_a_field_shows_what_is_typed_over_what_stands() -> None:
    draft = Draft(changes={"shop.name": ""}, problems={"shop.name": "is missing"})

    (part,) = group_page(SEEN, Group.SHOP, draft).parts

    assert part.fields[0].typed == ""
    assert part.fields[0].is_changed
    assert part.fields[0].problem == "is missing"
    assert part.fields[0].note == "shop.name, usually My shop"


def test_a_field_that_goes_back_to_the_default_shows_it() -> None:
    (part,) = group_page(SEEN, Group.SHOP, Draft(changes={"shop.name": None}, problems={})).parts

    assert part.fields[0].typed == "My shop"


def test_a_fixed_setting_names_its_variable() -> None:
    (part,) = group_page(SEEN, Group.SHOP, NOTHING).parts

    assert part.fields[1].note == "Fixed by FLORIN_SHOP__CURRENCY in the environment."


def test_a_secret_says_only_whether_there_is_one() -> None:
    def state(changes: dict[str, str | None]) -> str:
        page = group_page(SEEN, Group.COINS, Draft(changes=changes, problems={}))
        return page.parts[0].fields[0].state

    assert state({}) == "Set: zpub…9k. It is not shown again."
    assert state({SECRET.key: "zpub"}) == "A new one was typed."
    assert state({SECRET.key: None}) == "It is taken out with the next save."


def test_a_search_needs_every_word_somewhere() -> None:
    assert [part.name for part in search_page(SEEN, "bitcoin refund", NOTHING).parts] == [
        "refunds.BTC"
    ]
    assert search_page(SEEN, "bitcoin volume", NOTHING).words == "No setting has these words."


def test_a_search_with_too_many_answers_says_so() -> None:
    many = tuple(Setting(key=f"chains.C{number}.rpc", kind=Kind.TEXT) for number in range(50))
    page = search_page(
        SettingsSeen(path="", sections=(Section(name="chains.X", settings=many),)), "node", NOTHING
    )

    assert len(page.parts[0].fields) == MOST_FOUND
    assert "There are more" in page.words


def test_what_changes_is_listed_in_words_and_never_a_secret() -> None:
    changes = {
        "shop.name": "Kiosk at the station " * 5,
        "window.sound": "false",
        "wallets.BTC.key": "zpub-secret",
        "refunds.BTC.mode": "manual",
        "coins.LTC": "",
        "coins.BTC": None,
    }

    lines = change_lines(SEEN, changes, SEEN_AFTER)

    assert lines[0] == (
        "Wallet for Bitcoin \u2013 Account's public key or descriptor: zpub…77 instead of zpub…9k"
    )
    assert lines[1].startswith("Name: “Kiosk at the station")
    assert lines[1].endswith("…” instead of “Kiosk”")
    assert lines[2] == "Sound: off instead of on"
    assert "“by hand, from the owner's wallet” instead of “by itself" in lines[3]
    assert lines[4:] == ("Litecoin is put in", "Bitcoin is taken out")


def test_an_address_with_a_secret_in_it_is_listed_by_its_host_only() -> None:
    seen = SettingsSeen(path="", sections=(Section(name="chains.ETH", settings=(NODES, LOGIN)),))
    hidden = replace(NODES, value="", is_secret=True, hint="eth.example")
    after = SettingsSeen(path="", sections=(Section(name="chains.ETH", settings=(hidden, LOGIN)),))
    token = "https://eth.example/v3/0123456789abcdef"

    nodes, login = change_lines(
        seen, {"chains.ETH.http": token, "chains.ETH.rpc_password": "hush"}, after
    )

    assert nodes.endswith(": eth.example instead of “http://127.0.0.1:8545”")
    assert login.endswith(": a new secret")


def test_the_bar_counts_changes_and_names_what_is_wrong() -> None:
    wrong = Draft(changes={"shop.name": ""}, problems={"shop.name": "is missing"})
    loose = Draft(changes={"shop.name": ""}, problems={"": "two chains are the same"})

    assert bar_words(SEEN, NOTHING) == "Nothing is changed."
    assert bar_words(SEEN, wrong) == "1 change not saved yet. To mend: Name"
    assert bar_words(SEEN, loose).endswith("To mend: two chains are the same")


def test_what_a_save_brings_about_is_said_before() -> None:
    without = SettingsSeen(path="", takes_money=False, at_once=SEEN.at_once)

    assert after_words(SEEN, SEEN, {"window.sound": "false"}) == ""
    assert "closes for a moment" in after_words(SEEN, SEEN, {"shop.name": "x"})
    assert "real money" in after_words(without, SEEN, {"coins.BTC": ""})
    assert "only practises" in after_words(SEEN, without, {"coins.BTC": None})


def test_one_change_is_agreed_to_by_its_words_and_many_by_their_number() -> None:
    assert agreement(["Name: a instead of b"]) == "Change a setting: Name: a instead of b"
    assert agreement(["a", "b"]) == "Change 2 settings of the shop."


def test_what_a_check_found_is_said_in_words() -> None:
    well, wrong = Found(subject="rates.kraken"), Found(subject="chains.BTC", problem="no answer")

    assert found_said(well) == (Token.PAID, "rates.kraken")
    assert found_said(wrong) == (Token.FAILED, "chains.BTC: no answer")
    assert check_words([well]) == "Everything works."
    assert check_words([well, wrong]) == "1 thing does not work."


@pytest.fixture
def german() -> Iterator[None]:
    use(window_tongue(resource("languages"), "de", "CH"))
    yield
    use(None)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("key", "problem", "said"),
    [
        ("shop.currency", "“euro” is not three capital letters, such as EUR", "Großbuchstaben"),
        ("window.volume", "“x” is not a whole number", "ist keine ganze Zahl"),
        ("chains.ETH.http", "is missing: name at least one node to watch it with", "fehlt: "),
        ("shop.name", "what nobody translated", "what nobody translated"),
        ("shop.name", "", ""),
    ],
)
def test_a_problem_is_said_in_the_windows_language_without_its_key(
    key: str, problem: str, said: str
) -> None:
    text = problem_text(key, problem)

    assert said in text
    assert key not in text

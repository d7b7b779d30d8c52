"""`florin backup` and `florin restore` as a person meets them."""

import subprocess
from pathlib import Path

import pytest

from tests.app.backup.shops import PASSPHRASE, Shop, furnished
from tests.journeys.florin import EXECUTABLE


def florin(*words: str | Path, typed: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [EXECUTABLE, *words],
        input=f"{typed}\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return furnished(tmp_path)


def test_from_set_up_to_a_shop_on_another_machine(shop: Shop, tmp_path: Path) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    passphrase = "another cat on the till"

    chosen = florin("backup", "set-up", stick, "--profile", shop.folder, typed=passphrase)
    made = florin("backup", "now", "--profile", shop.folder)
    listed = florin("backup", "list", "--profile", shop.folder)
    (file,) = stick.iterdir()
    looked = florin("backup", "verify", file, "--profile", other, typed=passphrase)
    back = florin("restore", file, "--profile", other, typed=passphrase)
    wallets = florin("wallets", "--profile", other)

    assert "Write the passphrase down" in chosen.stdout, chosen.stderr
    assert "opened again and counted" in made.stdout, made.stderr
    assert str(file) in listed.stdout
    assert "1 cancelled, 5 paid, 2 waiting" in looked.stdout, looked.stderr
    assert "0.0000065 0xBTC on eip155:1" in looked.stdout
    assert "left out   addresses" in back.stdout, back.stderr
    assert "2 wait" in back.stdout
    assert "Restored in" in back.stdout
    assert "by a restore on" in wallets.stdout
    assert passphrase not in f"{chosen}{made}{listed}{looked}{back}"


@pytest.mark.parametrize(
    ("typed", "words"), [("not the cat", "does not open"), ("", "does not open")]
)
def test_a_wrong_passphrase_is_said_in_one_line(shop: Shop, typed: str, words: str) -> None:
    file = shop.backed_up().path

    told = florin("restore", file, "--profile", shop.folder.with_name("other"), typed=typed)

    assert told.returncode == 2
    assert words in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_profile_with_a_shop_is_named_with_the_way_out(shop: Shop) -> None:
    file = shop.backed_up().path

    told = florin("restore", file, "--profile", shop.folder, typed=PASSPHRASE)
    aside = florin("restore", file, "--profile", shop.folder, "--aside", typed=PASSPHRASE)

    assert told.returncode == 2
    assert "--aside" in told.stderr
    assert "before-restore-" in aside.stdout, aside.stderr


def test_without_a_folder_it_says_how_to_set_one(tmp_path: Path) -> None:
    now = florin("backup", "now", "--profile", tmp_path)
    listed = florin("backup", "list", "--profile", tmp_path)

    assert "florin backup set-up" in now.stderr
    assert "florin backup set-up" in listed.stderr


def test_how_the_last_try_failed_is_listed(shop: Shop) -> None:
    shop.backups.rmdir()

    failed = florin("backup", "now", "--profile", shop.folder)
    listed = florin("backup", "list", "--profile", shop.folder)

    assert failed.returncode == 1
    assert "is its disk connected" in failed.stderr
    assert "the last try failed: The folder for backups" in listed.stdout


def test_another_folder_may_be_named_once(shop: Shop, tmp_path: Path) -> None:
    florin("backup", "now", "--to", tmp_path, "--profile", shop.folder)

    assert len(list(tmp_path.glob("florin-cafe-zum-eck-*.florin"))) == 1
    assert list(shop.backups.iterdir()) == []

"""What the page "Connect a shop" shows is run for real, against a shop that practises."""

import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from pos.gui.backoffice import Reach
from pos.gui.present.snippets import Language, Protocol, snippet
from tests.journeys.florin import EXECUTABLE, Florin

WITHIN_S: Final = 30.0
RUN: Final = {
    Language.CURL: ("sh", "curl"),
    Language.JAVASCRIPT: ("node", "node"),
    Language.PYTHON: (sys.executable, sys.executable),
}
"""What runs a program of each language, and what must be installed for it."""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shop")


@pytest.fixture(scope="module")
def key(profile: Path) -> str:
    """A key that may make invoices, and nothing else."""
    where = ["--practice", "--profile", str(profile)]
    made = subprocess.run(
        [EXECUTABLE, "keys", "add", "Snippets", "--scope", "invoices:create", *where],
        check=True,
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
    )
    found = re.search(r"^secret +(\S+)$", made.stdout, re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def florin(profile: Path, key: str) -> Iterator[Florin]:
    """Opened when the key is there."""
    assert key
    florin = Florin(profile, args=("--practice",))
    florin.start()
    yield florin
    florin.stop()


@pytest.mark.parametrize("protocol", Protocol)
@pytest.mark.parametrize("language", Language)
def test_each_snippet_makes_an_invoice_and_reads_how_it_stands(
    florin: Florin, key: str, tmp_path: Path, protocol: Protocol, language: Language
) -> None:
    runner, needed = RUN[language]
    if shutil.which(needed) is None:
        pytest.skip(f"{needed} is not installed")
    reach = Reach(url=florin.url, coin="PLAY-0XBTC", currency="EUR")
    shown = snippet(reach, protocol, language, key)
    file = tmp_path / shown.file
    file.write_text(shown.text, encoding="utf-8")

    ran = subprocess.run(
        [runner, str(file)], capture_output=True, text=True, timeout=WITHIN_S, check=False
    )

    assert ran.returncode == 0, ran.stderr
    page = re.search(r"send the customer to (\S+/pay/\S+)", ran.stdout)
    assert page is not None, ran.stdout
    last = ran.stdout.strip().splitlines()[-1]
    assert "status" in last if protocol is Protocol.INVOICES else "paid_at" in last
    with urllib.request.urlopen(page[1], timeout=WITHIN_S) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("language", Language)
def test_a_key_that_nobody_made_is_turned_away(
    florin: Florin, tmp_path: Path, language: Language
) -> None:
    runner, needed = RUN[language]
    if shutil.which(needed) is None:
        pytest.skip(f"{needed} is not installed")
    reach = Reach(url=florin.url, coin="PLAY-0XBTC", currency="EUR")
    shown = snippet(reach, Protocol.INVOICES, language)
    file = tmp_path / shown.file
    file.write_text(shown.text, encoding="utf-8")

    ran = subprocess.run(
        [runner, str(file)], capture_output=True, text=True, timeout=WITHIN_S, check=False
    )

    assert not re.search(r"/pay/\w", ran.stdout)

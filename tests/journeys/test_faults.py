"""The machine fails under a running till: it says so, lies to nobody, and goes on when it can."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.broken_disk import failing_disk, filled, pulled, remount, small_disk
from tests.journeys.florin import EXECUTABLE, Florin
from tests.soon import soon

ORDER = {
    "currency": "eur",
    "cart": [{"name": "Espresso", "price": 2.5, "quantity": 2}],
    "successUrl": "https://shop.example/done",
    "cancelUrl": "https://shop.example/cart",
}
START = {"jsonrpc": "2.0", "id": 1, "method": "start_payment", "params": {"amount": "2.5"}}


def health(served: Florin) -> Mapping[str, Any]:
    with urllib.request.urlopen(f"{served.url}/health", timeout=10) as answer:
        page: Mapping[str, Any] = json.load(answer)
        return page


def records(served: Florin) -> str:
    return str(health(served)["records"])


def ended(served: Florin, within_s: float = 20.0) -> str:
    """What the program said when it ended by itself, and that it was no success."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if served.is_over:
            break
        time.sleep(0.05)
    assert served.stop() == 1
    return (served.words).read_text(encoding="utf-8")


def started(profile: Path) -> "subprocess.CompletedProcess[str]":
    """A start that is expected to end at once."""
    argv: list[str | Path] = [
        EXECUTABLE,
        "serve",
        "--practice",
        "--profile",
        profile,
        "--listen",
        "127.0.0.1:0",
    ]
    return subprocess.run(argv, capture_output=True, text=True, check=False, timeout=60)


def had_a_day(profile: Path) -> Path:
    """A practice shop that has sold, closed now; the answer is its folder."""
    served = Florin(profile, args=("--practice",))
    served.start()
    served.start_payment("2.5")
    assert served.stop() == 0
    return profile / "practice"


def test_on_a_full_disk_nothing_is_sold_and_what_was_paid_is_found_later(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kilobytes=6_000) as disk:
        served = Florin(disk, args=("--practice",))
        served.start()
        payment = served.start_payment("2.5")
        served.post("/practice/pay", {"address": payment["address"], "amount": "2.5"})
        assert soon(lambda: served.status(payment["id"])["seen_at"] is not None)
        seen = served.status(payment["id"])

        with filled(disk):
            refused = served.post("/", START)
            with pytest.raises(urllib.error.HTTPError, match="503"):
                served.post("/invoice/", ORDER)
            with pytest.raises(urllib.error.HTTPError, match="503"):
                served.post("/practice/mine", {"blocks": 3})
            during, told = served.status(payment["id"]), records(served)

        assert soon(lambda: records(served) == "", within_s=30)
        served.post("/practice/mine", {"blocks": 3})
        assert soon(lambda: served.status(payment["id"])["paid_at"] is not None)
        assert "result" in served.post("/", START)
        assert served.stop() == 0

    assert refused["error"]["message"] == "Server error: try again"
    assert "disk is full" in told
    assert during == seen


@pytest.mark.skipif(sys.platform != "linux", reason="another process's limits are Linux's")
def test_a_disk_that_fails_for_a_while_is_told_and_the_till_goes_on_by_itself(
    tmp_path: Path,
) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()
    payment = served.start_payment("2.5")

    with failing_disk(served.pid):
        refused = served.post("/", START)
        during, told = served.status(payment["id"]), records(served)

    assert soon(lambda: "result" in served.post("/", START), within_s=30)
    assert soon(lambda: records(served) == "", within_s=30)
    assert served.stop() == 0
    assert "error" in refused
    assert "disk fails" in told
    assert during["seen_at"] is None


def test_on_a_disk_that_is_read_only_no_till_opens_and_it_says_why(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kilobytes=6_000) as disk:
        had_a_day(disk)
        remount(disk, "ro")

        run = started(disk)

    assert run.returncode in {1, 2}
    assert "cannot be written" in run.stderr
    assert run.stderr.count("\n") == 1


def test_a_disk_that_is_pulled_out_ends_the_till_in_words(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kilobytes=6_000) as disk:
        profile = tmp_path / "shop"
        profile.mkdir()
        (profile / "practice").symlink_to(disk)
        served = Florin(profile, args=("--practice",))
        served.start()
        payment = served.start_payment("2.5")

        pulled(disk)
        answer = served.attempt("/", START)

        words = ended(served)
        assert "result" not in answer
        assert payment["id"] not in answer
        assert "florin: " in words
        assert "plug its disk in" in words
        assert "Traceback" not in words


def test_a_database_deleted_under_the_till_ends_it_in_words(tmp_path: Path) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()
    served.start_payment("2.5")

    (tmp_path / "practice" / "florin.db").unlink()
    answer = served.attempt("/", START)

    words = ended(served)
    assert "result" not in answer
    assert "was deleted, moved or replaced" in words
    assert "Traceback" not in words
    assert "florin restore" in started(tmp_path).stderr


SPOILT: Mapping[str, tuple[bytes, str]] = {
    "florin.db": (b"", "are gone or empty"),
    "practice_chain.json": (b"{", "Delete this file"),
    "claim.key": (b"spoilt", "64 hex digits"),
    "../config.toml": (b"[shop\n", "not valid TOML"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_is_named_with_the_way_out_and_left_as_it_is(
    tmp_path: Path, name: str
) -> None:
    folder = had_a_day(tmp_path)
    spoilt, words = SPOILT[name]
    (folder / name).write_bytes(spoilt)

    run = started(tmp_path)

    assert run.returncode in {1, 2}
    assert words in run.stderr
    assert run.stderr.count("\n") == 1
    assert (folder / name).read_bytes() == spoilt


@pytest.mark.parametrize("at", [0, 4_096, 20_000])
def test_overwritten_records_open_no_till_or_one_that_reads_around_them(
    tmp_path: Path, at: int
) -> None:
    database = had_a_day(tmp_path) / "florin.db"
    spoilt = bytearray(database.read_bytes())
    spoilt[at : at + 1_000] = b"\xfe" * 1_000
    database.write_bytes(spoilt)

    doctor = subprocess.run(
        [EXECUTABLE, "doctor", "--practice", "--profile", tmp_path],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert doctor.returncode == 2
    assert "florin restore" in " ".join(doctor.stdout.split())
    assert database.read_bytes() == bytes(spoilt)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no way to halt a program there")
def test_a_till_that_was_halted_goes_on_and_tells_those_who_listen(tmp_path: Path) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()
    selector = served.post("/invoice/", ORDER)["selector"]
    address = served.post(f"/invoice/{selector}/setmethod", {"method": "PLAY-ETH"})
    events = f"{served.url}/invoice/{selector}/events"

    with urllib.request.urlopen(events, timeout=20) as stream:
        os.kill(served.pid, signal.SIGSTOP)
        time.sleep(3)
        os.kill(served.pid, signal.SIGCONT)
        paid = {"address": address["receiveAddress"], "amount": "0.002"}
        served.post("/practice/pay", paid)
        told = next(line for line in stream if b'"status":2' in line.replace(b" ", b""))

    assert told
    assert records(served) == ""
    assert served.stop() == 0
    logged = (tmp_path / "practice" / "florin.log").read_text(encoding="utf-8")
    assert "house:clock" not in logged

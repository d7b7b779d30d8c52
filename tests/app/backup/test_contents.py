"""What is packed comes out as it was; what nobody packed is never written."""

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from pos.app.backup.contents import Manifest, digests_of, files_of, pack, unpack
from pos.domain.errors import Refused, Trouble
from pos.storage.totals import totals_of
from tests.app.backup.shops import NOW, Shop, furnished

FILES = {"config.toml": b"[shop]\n", "keystores/evm.json": b"{}"}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return furnished(tmp_path)


@pytest.fixture
def packed(shop: Shop, tmp_path: Path) -> Path:
    totals = totals_of(shop.database)
    manifest = Manifest(taken_at=NOW, totals=totals, files=digests_of(FILES))
    with shop.database.open("rb") as database:
        pack(tmp_path / "packed", database, FILES, manifest)
    return tmp_path / "packed"


def room(tmp_path: Path) -> Path:
    made = tmp_path / "room"
    made.mkdir()
    return made


def archive_of(*entries: tuple[tarfile.TarInfo, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for entry, content in entries:
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    packed.seek(0)
    return packed


def test_files_come_out_as_they_were_for_their_owner_alone(
    shop: Shop, packed: Path, tmp_path: Path
) -> None:
    with packed.open("rb") as source:
        unpack(source, room(tmp_path))

    found = {p.relative_to(tmp_path / "room").as_posix(): p for p in tmp_path.rglob("room/**/*")}
    assert found["config.toml"].read_bytes() == b"[shop]\n"
    assert found["keystores/evm.json"].read_bytes() == b"{}"
    assert found["florin.db"].read_bytes() == shop.database.read_bytes()
    assert found["keystores/evm.json"].stat().st_mode & 0o777 == 0o600
    assert found["keystores"].stat().st_mode & 0o777 == 0o700


def test_logs_locks_and_play_money_stay_behind(shop: Shop) -> None:
    (shop.folder / "keystores" / "link").symlink_to(shop.folder / "florin.log")

    names = set(files_of(shop.folder, shop.wanted().settings))

    assert {"config.toml", "postback.key", "keystores/evm.json", "view-keys/XMR.txt"} <= names
    assert not {name for name in names if "log" in name or "practice" in name or "link" in name}


def test_what_other_programs_leave_beside_the_keystores_stays_behind(shop: Shop) -> None:
    """A backup with it could not be opened, or would end programs of the next machine."""
    keystores = shop.folder / "keystores"
    for name in (".DS_Store", "evm.json.", "a:b.json"):
        (keystores / name).write_text("what is this")
    for name in ("wallet-rpc.json", "wallet-rpc.log", "wallet-rpc.conf", "wallets/data.mdb"):
        (keystores / "monero" / name).write_text("a login")
    (keystores / "evm (copy) für später.json").write_text("{}")

    names = {name for name in files_of(shop.folder, shop.wanted().settings) if "store" in name}

    assert names == {
        "keystores/evm.json",
        "keystores/evm (copy) für später.json",
        "keystores/monero/wallets/refunds.keys",
    }
    assert set(shop.backed_up().totals.invoices) == {"cancelled", "paid", "waiting"}


def test_a_secret_that_cannot_be_read_is_trouble(shop: Shop) -> None:
    (shop.folder / "claim.key").mkdir()

    with pytest.raises(Trouble, match=r"claim\.key cannot be read"):
        files_of(shop.folder, shop.wanted().settings)


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "keystores/../../evil", ".ssh/evil", "a\\b", "", "a//b"],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"spoilt|which no backup has"):
        unpack(archive_of((tarfile.TarInfo(name), b"evil")), room(tmp_path))

    assert [each.name for each in tmp_path.rglob("*")] == ["room"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_refused(tmp_path: Path, kind: bytes) -> None:
    entry = tarfile.TarInfo("config.toml")
    entry.type, entry.linkname = kind, "/etc/passwd"

    with pytest.raises(Refused, match="which no backup has"):
        unpack(archive_of((entry, b"")), room(tmp_path))


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    twice = [(tarfile.TarInfo("config.toml"), b"one"), (tarfile.TarInfo("config.toml"), b"two")]

    with pytest.raises((Refused, Trouble)):
        unpack(archive_of(*twice), room(tmp_path))


@pytest.mark.parametrize(
    "content",
    [b"", b"no gzip at all", gzip.compress(b"no tar at all", mtime=0)],
    ids=["empty", "no gzip", "no tar"],
)
def test_what_is_no_archive_is_spoilt(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match="spoilt"):
        unpack(io.BytesIO(content), room(tmp_path))


def test_an_archive_that_was_cut_off_is_spoilt(packed: Path, tmp_path: Path) -> None:
    content = packed.read_bytes()

    with pytest.raises(Refused, match="spoilt"):
        unpack(io.BytesIO(content[: len(content) // 2]), room(tmp_path))


def test_a_file_that_was_changed_or_is_missing_is_found(shop: Shop, tmp_path: Path) -> None:
    manifest = Manifest(
        taken_at=NOW, totals=totals_of(shop.database), files=digests_of({"config.toml": b"mine"})
    )
    with shop.database.open("rb") as database:
        pack(tmp_path / "packed", database, {"config.toml": b"theirs"}, manifest)

    with (tmp_path / "packed").open("rb") as source, pytest.raises(Refused, match="not whole"):
        unpack(source, room(tmp_path))


def test_a_place_that_is_taken_is_trouble(shop: Shop, packed: Path) -> None:
    manifest = Manifest(taken_at=NOW, totals=totals_of(shop.database), files={})

    with shop.database.open("rb") as database, pytest.raises(Trouble, match="cannot be packed"):
        pack(packed, database, {}, manifest)

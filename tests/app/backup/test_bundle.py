"""The file of a backup: what is wrong with it is found before anything is touched."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from pos.app.backup.bundle import FORMAT, About, Keys, about_of, opened, seal
from pos.domain.errors import Refused, Trouble
from pos.storage.schema import REVISIONS

KEY = Identity.generate()
CONTENT = bytes(range(256)) * 2_000
ABOUT = About(format=FORMAT, florin="1.2.3", revision=REVISIONS[-1], taken_at=1_000, key="abc")
KEYS = Keys(locked=b"locked", open_to=(KEY.to_public(),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "florin-shop-20251121T160000Z.florin"
    seal(path, io.BytesIO(CONTENT), ABOUT, KEYS)
    return path


def unsealed(path: Path, key: Identity = KEY) -> bytes:
    target = io.BytesIO()
    with opened(path) as bundle:
        bundle.unseal(key, target)
    return target.getvalue()


def rewritten(path: Path, **changed: bytes) -> None:
    """The same file with other members; None takes one out."""
    with zipfile.ZipFile(path) as box:
        members = {name: box.read(name) for name in box.namelist()}
    with zipfile.ZipFile(path, "w") as box:
        for name, content in {**members, **changed}.items():
            box.writestr(name, content)


def test_a_backup_gives_back_what_was_put_in(path: Path) -> None:
    with opened(path) as bundle:
        assert (bundle.about, bundle.locked) == (ABOUT, b"locked")
    assert unsealed(path) == CONTENT
    assert about_of(path) == ABOUT


def test_its_clear_part_tells_how_to_open_it_with_any_age_program(path: Path) -> None:
    with zipfile.ZipFile(path) as box:
        text = box.read("README.txt").decode()

    assert "florin restore" in text
    assert "age -d -i key.txt shop.tar.gz.age | tar xz" in text


def test_another_key_opens_nothing(path: Path) -> None:
    with pytest.raises(Refused, match="spoilt"):
        unsealed(path, Identity.generate())


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(Refused, match="cut off") as refused:
        unsealed(path)

    assert refused.value.code == "spoilt_backup"
    assert about_of(path) is None


@pytest.mark.parametrize("share", [0.01, 0.25, 0.5, 0.75, 0.99])
def test_a_single_changed_byte_is_found(path: Path, share: float) -> None:
    content = bytearray(path.read_bytes())
    content[int(len(content) * share)] ^= 1
    path.write_bytes(content)

    with pytest.raises(Refused, match=r"spoilt|cut off"):
        unsealed(path)


def test_a_sealed_part_that_was_cut_inside_a_whole_zip_is_found(path: Path) -> None:
    with zipfile.ZipFile(path) as box:
        sealed = box.read("shop.tar.gz.age")
    rewritten(path, **{"shop.tar.gz.age": sealed[:-70_000]})

    with pytest.raises(Refused, match="spoilt"):
        unsealed(path)


@pytest.mark.parametrize("newer", [{"format": FORMAT + 1}, {"revision": "9999"}])
def test_a_backup_of_a_newer_florin_is_refused_with_its_version(
    path: Path, newer: dict[str, object]
) -> None:
    with zipfile.ZipFile(path) as box:
        about = json.loads(box.read("about.json"))
    rewritten(path, **{"about.json": json.dumps({**about, **newer}).encode()})

    with pytest.raises(Refused, match=r"newer Florin \(1\.2\.3\)") as refused:
        unsealed(path)

    assert refused.value.code == "newer_backup"


@pytest.mark.parametrize("about", [b"{", b'{"format": "one"}', b" " * 200_000])
def test_a_clear_part_that_says_nothing_is_spoilt(path: Path, about: bytes) -> None:
    rewritten(path, **{"about.json": about})

    with pytest.raises(Refused, match="spoilt"):
        unsealed(path)


def test_a_zip_of_something_else_is_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "holiday.zip"
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("beach.jpg", b"sand")

    with pytest.raises(Refused, match="no backup of Florin"):
        unsealed(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        unsealed(tmp_path / "gone.florin")


def test_a_disk_without_room_is_trouble() -> None:
    with pytest.raises(Trouble, match="No space left"):
        seal(Path("/dev/full"), io.BytesIO(CONTENT), ABOUT, KEYS)


def test_a_disk_without_room_for_what_is_unsealed_is_trouble(path: Path) -> None:
    with (
        opened(path) as bundle,
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(Trouble, match="No space left"),
    ):
        bundle.unseal(KEY, full)


@pytest.mark.parametrize(("place", "value"), [(8, 1), (10, 97), (10, 8)])
def test_a_zip_with_odd_flags_or_packing_is_spoilt(path: Path, place: int, value: int) -> None:
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + place] = value
        at = content.find(b"PK\x01\x02", at + 1)
    path.write_bytes(content)

    with pytest.raises(Refused, match=r"spoilt|cut off"):
        unsealed(path)
    assert about_of(path) is None

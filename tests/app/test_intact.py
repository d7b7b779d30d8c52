"""An empty till never opens in the place of a lost one."""

from pathlib import Path

import pytest

from pos.app.intact import has_lost_records, refuse_lost_records
from pos.domain.errors import Corrupt


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop that has run before."""
    (tmp_path / "postback.key").write_text("0" * 64)
    (tmp_path / "florin.db").write_bytes(b"records")
    return tmp_path


def test_a_new_shop_and_a_whole_one_may_open(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "fresh").mkdir()

    refuse_lost_records(tmp_path / "fresh")
    refuse_lost_records(folder)


def test_a_shop_whose_records_are_gone_is_refused_with_the_way_out(folder: Path) -> None:
    (folder / "florin.db").unlink()

    with pytest.raises(Corrupt, match="florin restore"):
        refuse_lost_records(folder)


def test_a_file_of_no_length_is_as_good_as_none(folder: Path) -> None:
    (folder / "florin.db").write_bytes(b"")
    empty = has_lost_records(folder)
    (folder / "florin.db-wal").write_bytes(b"pages")

    assert (empty, has_lost_records(folder)) == (True, False)

"""Products come into the real shop's database while practice is open, all or none."""

from pathlib import Path

import pytest

from pos.app.profile import sole_use
from pos.app.setup.goods import LARGEST
from pos.domain.errors import Refused
from tests.app.setup.conftest import Doors


@pytest.fixture
def goods_csv(tmp_path: Path) -> Path:
    path = tmp_path / "goods.csv"
    path.write_text("name,price,category\nTea,2.40,Drinks\nCake,3,Bakery\n")
    return path


async def test_a_dry_run_changes_nothing(doors: Doors, goods_csv: Path) -> None:
    run = await doors.goods.try_file(goods_csv, "EUR")

    told = [(each.title, str(each.price.value)) for each in run.listed]
    assert told == [("Tea", "2.40"), ("Cake", "3.00")]
    assert await doors.goods.count() == 0


async def test_a_good_list_is_imported_whole_and_again(doors: Doors, goods_csv: Path) -> None:
    assert await doors.goods.import_file(goods_csv, "EUR") == 2
    assert await doors.goods.import_file(goods_csv, "EUR") == 2

    assert await doors.goods.count() == 2


@pytest.fixture
def faulty_csv(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.csv"
    path.write_text("name,price\nTea,2\nCake,\n")
    return path


async def test_of_a_list_with_a_fault_nothing_is_imported(doors: Doors, faulty_csv: Path) -> None:
    run = await doors.goods.try_file(faulty_csv, "EUR")
    with pytest.raises(Refused, match="lines that are wrong"):
        await doors.goods.import_file(faulty_csv, "EUR")

    assert [fault.line for fault in run.faults] == [3]
    assert await doors.goods.count() == 0


async def test_a_file_that_is_not_there_is_named(doors: Doors, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"none\.csv cannot be read"):
        await doors.goods.try_file(tmp_path / "none.csv", "EUR")


async def test_the_demo_shop_s_products_come_once(doors: Doors) -> None:
    first = await doors.goods.add_demo("CHF")

    assert first > 10
    assert await doors.goods.add_demo("CHF") == first


async def test_while_another_program_sells_with_the_shop_nothing_is_imported(
    doors: Doors, goods_csv: Path
) -> None:
    await doors.goods.import_file(goods_csv, "EUR")

    with sole_use(doors.profile.folder):
        with pytest.raises(Refused, match="another window"):
            await doors.goods.import_file(goods_csv, "EUR")
        assert await doors.goods.count() == 0


@pytest.mark.parametrize("name", ["~nobody-of-this-name/goods.csv", "a\0b.csv", "", "/dev/zero"])
async def test_what_is_no_file_is_refused_in_words(doors: Doors, name: str) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        await doors.goods.try_file(Path(name), "EUR")


async def test_a_file_that_is_too_large_is_refused(doors: Doors, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"name,price\n" + b" " * LARGEST)

    with pytest.raises(Refused, match="too large"):
        await doors.goods.try_file(path, "EUR")

"""The settings that README and the guide show can be put into a config as they are."""

import re
from pathlib import Path
from typing import Final

import pytest

from pos.app.config import load_settings
from pos.app.settings import Settings

HOUSE: Final = Path(__file__).parents[2]
PAGES: Final = (HOUSE / "README.md", *sorted(HOUSE.glob("resources/help/*/*.md")))
BLOCKS: Final = [
    block
    for page in PAGES
    for block in re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.strip().splitlines()[0])
def test_a_block_of_settings_is_understood(block: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(block, encoding="utf-8")

    assert isinstance(load_settings(file, {}), Settings)


def test_there_are_blocks_of_settings() -> None:
    assert len(BLOCKS) >= 5

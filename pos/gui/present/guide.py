"""The guide's pages: which there are, and where each is in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos.gui.present.words import later

SOURCE: Final = "en"


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One Markdown file of the guide; `title` is said when it is shown."""

    name: str
    title: str


PAGES: Final = (
    GuidePage("cashier", later("At the till")),
    GuidePage("owner", later("For the owner")),
    GuidePage("money-back", later("Money that does not fit")),
    GuidePage("developer", later("For shop developers")),
    GuidePage("install", later("Installing")),
    GuidePage("security", later("Security")),
)

KEYS_PAGE: Final = GuidePage("keys", later("Keys"))
"""The first page, made from the table that the window obeys."""

ABOUT_PAGE: Final = GuidePage("about", later("About Florin"))
"""The last page: which version this is."""


def file_of(folder: Path, page: GuidePage, languages: Sequence[str]) -> Path:
    """A page in the first of these languages that has it, else as it was written first."""
    files = [folder / tag / f"{page.name}.md" for tag in (*languages, SOURCE)]
    return next((file for file in files if file.is_file()), files[-1])

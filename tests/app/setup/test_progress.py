"""How far a set-up is outlives the program, and holds no secret."""

import pytest

from pos.app.profile import Profile
from pos.app.setup.progress import Progress, keep_progress, opens_by_itself, progress_of
from pos.domain.errors import Refused
from pos.gui.setupdoors import Mark, Step


def test_what_was_noted_is_read_again(profile: Profile) -> None:
    noted = Progress(here=Step.COINS, marks={Step.SHOP: Mark.DONE}, coins=("BTC",))

    keep_progress(profile, noted)

    assert progress_of(profile) == noted


@pytest.mark.parametrize("text", ["", "{", '{"here": "nowhere"}', "[]"])
def test_a_note_that_cannot_be_read_is_the_beginning(profile: Profile, text: str) -> None:
    profile.folder.mkdir()
    (profile.folder / "setup.json").write_text(text)

    assert progress_of(profile) == Progress()


def test_the_assistant_opens_by_itself_at_the_first_start_only(profile: Profile) -> None:
    assert opens_by_itself(profile)

    profile.folder.mkdir()
    profile.config.write_text("")

    assert not opens_by_itself(profile)


@pytest.mark.parametrize(
    ("progress", "opens"),
    [
        (Progress(here=Step.SHOP), True),
        (Progress(here=Step.SHOP, is_left=True), False),
        (Progress(is_done=True), False),
    ],
)
def test_an_interrupted_set_up_goes_on_by_itself(
    profile: Profile, progress: Progress, opens: bool
) -> None:
    keep_progress(profile, progress)
    profile.config.write_text("")

    assert opens_by_itself(profile) is opens


def test_a_folder_that_cannot_be_written_is_named(profile: Profile) -> None:
    profile.folder.write_text("in the way")

    with pytest.raises(Refused, match="cannot be written"):
        keep_progress(profile, Progress())

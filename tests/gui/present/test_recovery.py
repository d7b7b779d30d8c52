"""The recovery sheet says what helps, and nothing that it must not hold."""

from pos.gui.present.recovery import RecoverySheet, sheet_html

SHEET = RecoverySheet(
    shop="Tea & Cake", day="21 Nov 2026", folder="/home/owner/florin", code="7K2QM-0ZV4X"
)


def test_the_sheet_tells_shop_day_folder_code_and_both_ways_back() -> None:
    text = sheet_html(SHEET)

    for part in ("Tea &amp; Cake", "21 Nov 2026", "/home/owner/florin", "7K2QM-0ZV4X"):
        assert part in text
    assert "florin pin --recover" in text
    assert "florin restore" in text


def test_the_code_is_not_in_what_is_logged_of_a_sheet() -> None:
    assert "7K2QM" not in repr(SHEET)

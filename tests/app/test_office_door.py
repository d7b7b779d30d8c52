"""Where programs on this machine reach the shop."""

import pytest

from pos.app.office_door import callable_url, languages


@pytest.mark.parametrize(
    ("url", "called"),
    [
        ("http://127.0.0.1:8888", "http://127.0.0.1:8888"),
        ("http://0.0.0.0:8888", "http://127.0.0.1:8888"),
        ("http://[::]:8888", "http://[::1]:8888"),
        ("http://192.168.1.20:8888", "http://192.168.1.20:8888"),
        ("", ""),
    ],
)
def test_a_door_for_everybody_is_called_at_this_machine(url: str, called: str) -> None:
    assert callable_url(url) == called


def test_the_window_speaks_english_and_german() -> None:
    assert languages()[:1] == ("en",)
    assert "de" in languages()

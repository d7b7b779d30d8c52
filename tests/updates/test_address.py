"""Which addresses may be asked for updates."""

import pytest

from pos.updates.address import is_safe


@pytest.mark.parametrize(
    "url",
    [
        "https://florin.example/update.json",
        "https://florin.example:8443/a?b=c",
        "http://127.0.0.1:8000/update.json",
        "http://[::1]/update.json",
        "http://localhost/update.json",
    ],
)
def test_tls_and_this_machine_are_safe(url: str) -> None:
    assert is_safe(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "florin.example",
        "http://florin.example/update.json",
        "http://127.0.0.1.florin.example/",
        "ftp://florin.example/",
        "file:///etc/passwd",
        "https://",
        "https://[::1",
        "https://florin.example/a b",
        "https://florin.example/\n",
    ],
)
def test_everything_else_is_not(url: str) -> None:
    assert not is_safe(url)

"""Which addresses may be asked for updates; light to import, because settings are checked by it."""

from typing import Final
from urllib.parse import urlsplit

_THIS_MACHINE: Final = frozenset({"127.0.0.1", "::1", "localhost"})


def is_safe(url: str) -> bool:
    """Whether nobody on the way can see or change what is read: https, or this very machine."""
    try:
        place = urlsplit(url)
        host = place.hostname
    except ValueError:
        return False
    if not host or not url.isprintable() or " " in url:
        return False
    return place.scheme == "https" or (place.scheme == "http" and host in _THIS_MACHINE)

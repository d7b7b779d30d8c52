"""What to call a node: host and port, never its whole address, which may be a secret."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit


def name_of(url: str) -> str:
    """`host:port` as it is written in the address, without path, user or password."""
    return urlsplit(url).netloc.rpartition("@")[2] or "node"


def push_name_of(url: str) -> str:
    """The same for a WebSocket, which often has the host and port of a node."""
    return f"{name_of(url)} (WebSocket)"


def names_of(urls: Iterable[str]) -> list[str]:
    """The same for several; one that would be called like another before it gets a number."""
    times: Counter[str] = Counter()
    names = []
    for name in map(name_of, urls):
        times[name] += 1
        names.append(name if times[name] == 1 else f"{name} #{times[name]}")
    return names

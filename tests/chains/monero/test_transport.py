import pytest

from pos.chains.monero.transport import Door


@pytest.mark.parametrize(
    ("url", "is_strangers"),
    [
        ("http://127.0.0.1:18081", False),
        ("http://localhost:18081", False),
        ("http://192.168.1.7:18081", False),
        ("http://[fd00::7]:18081", False),
        ("http://203.0.114.7:18081", True),
        ("https://node.example:18089", True),
    ],
)
def test_a_node_outside_the_shop_is_a_strangers(url: str, *, is_strangers: bool) -> None:
    assert Door(url, 1.0, "monerod").is_strangers is is_strangers

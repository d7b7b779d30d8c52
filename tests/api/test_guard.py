import pytest

from pos.api.guard import MAX_CLIENTS, Guard, Knock, Throttle
from pos.domain.errors import Refused


def guard(
    *,
    allow: tuple[str, ...] = (),
    proxies: tuple[str, ...] = (),
    origins: tuple[str, ...] = (),
    hosts: tuple[str, ...] = (),
) -> Guard:
    return Guard(allow=allow, trusted_proxies=proxies, origins=origins, hosts=hosts)


def knock(
    peer: str = "127.0.0.1",
    *,
    forwarded: str | None = None,
    origin: str | None = None,
    host: str | None = "127.0.0.1:8888",
    local: str = "127.0.0.1",
) -> Knock:
    return Knock(peer=peer, local=local, forwarded=forwarded, origin=origin, host=host)


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_a_program_on_this_machine_is_known(peer: str) -> None:
    assert guard().is_known(knock(peer))


@pytest.mark.parametrize("peer", ["192.168.1.5", "10.0.0.9", "8.8.8.8", "2001:db8::1", "", "x"])
def test_nobody_else_is_known_unless_allowed(peer: str) -> None:
    assert not guard().is_known(knock(peer))


@pytest.mark.parametrize(
    ("allow", "peer"),
    [
        ("192.168.1.5", "192.168.1.5"),
        ("10.0.0.0/8", "10.200.3.4"),
        ("10.0.0.0/8", "::ffff:10.200.3.4"),
        ("2001:db8::/32", "2001:db8::7"),
    ],
)
def test_addresses_and_ranges_can_be_allowed(allow: str, peer: str) -> None:
    assert guard(allow=(allow,)).is_known(knock(peer))


def test_an_allow_list_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        guard(allow=("10.0.0.0/99",))

    assert refused.value.code == "invalid_network"


@pytest.mark.parametrize("peer", ["192.168.1.5", "10.0.0.9"])
def test_a_forwarded_header_from_a_stranger_is_worth_nothing(peer: str) -> None:
    assert not guard(allow=("5.5.5.5",)).is_known(knock(peer, forwarded="127.0.0.1"))
    assert not guard(allow=("5.5.5.5",)).is_known(knock(peer, forwarded="5.5.5.5"))


@pytest.mark.parametrize("forwarded", ["8.8.8.8", "8.8.8.8, 10.0.0.1", "127.0.0.1", "nonsense"])
def test_a_forwarded_request_is_never_a_local_one(forwarded: str) -> None:
    assert not guard().is_known(knock(forwarded=forwarded))


@pytest.mark.parametrize(
    ("forwarded", "is_known"),
    [
        ("5.5.5.5", True),
        ("9.9.9.9", False),
        ("5.5.5.5, 9.9.9.9", False),
        ("9.9.9.9, 5.5.5.5", True),
        ("9.9.9.9, 5.5.5.5, 10.0.0.2", True),
        ("127.0.0.1", False),
        ("5.5.5.5:4711", True),
        ("", False),
        ("5.5.5.5, unknown", False),
    ],
)
def test_behind_a_trusted_proxy_the_nearest_foreign_hop_decides(
    forwarded: str, is_known: bool
) -> None:
    behind = guard(allow=("5.5.5.5",), proxies=("127.0.0.1", "10.0.0.0/24"))

    assert behind.is_known(knock(forwarded=forwarded)) is is_known


def test_loopback_loses_its_privilege_once_a_proxy_is_configured() -> None:
    assert not guard(proxies=("127.0.0.1",)).is_known(knock())


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:8888", ""])
def test_a_web_page_may_not_call_even_from_this_machine(origin: str) -> None:
    assert guard().refusal(knock(origin=origin)) is not None


def test_a_page_of_a_listed_origin_may_call() -> None:
    listed = guard(origins=("https://shop.example",))

    assert listed.refusal(knock(origin="https://shop.example")) is None


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8888", "127.0.0.1", "[::1]:8888", "pay.shop.example:443"]
)
def test_our_own_names_are_ours_with_any_port(host: str) -> None:
    assert guard(hosts=("pay.shop.example",)).refusal(knock(host=host)) is None


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", None, "10.0.0.7"])
def test_a_foreign_host_name_is_refused(host: str | None) -> None:
    assert guard().refusal(knock(host=host)) is not None


@pytest.mark.parametrize(
    ("host", "local"), [("10.0.0.7:8888", "10.0.0.7"), ("[fd00::1]", "fd00::1")]
)
def test_the_address_a_request_came_in_on_is_ours(host: str, local: str) -> None:
    assert guard().refusal(knock(host=host, local=local)) is None


def test_a_name_is_not_ours_because_our_own_address_is_unknown() -> None:
    assert guard().refusal(knock(host="evil.example", local="")) is not None


def test_requests_are_counted_against_the_customer_behind_a_proxy() -> None:
    behind = guard(proxies=("10.0.0.1",))

    assert behind.client(knock("10.0.0.1", forwarded="1.1.1.1, 8.8.8.8")) == "8.8.8.8"
    assert behind.client(knock("9.9.9.9", forwarded="8.8.8.8")) == "9.9.9.9"


def test_requests_through_a_local_proxy_are_told_apart_without_configuration() -> None:
    assert guard().client(knock(forwarded="8.8.8.8")) == "8.8.8.8"


def test_one_household_of_ipv6_addresses_counts_as_one() -> None:
    first, second = (guard().client(knock(f"2001:db8:1:2::{n}")) for n in (1, 2))

    assert first == second


def test_a_page_polling_every_second_in_some_tabs_is_never_throttled() -> None:
    throttle = Throttle(per_s=20, burst=400)

    waits = {throttle.wait_s("1.1.1.1", second) for second in range(3600) for _ in range(10)}

    assert waits == {0}


def test_a_flood_is_told_to_wait_and_later_let_in_again() -> None:
    throttle = Throttle(per_s=10, burst=100)

    answers = [throttle.wait_s("1.1.1.1", 1000) for _ in range(101)]

    assert answers == [0] * 100 + [1]
    assert throttle.wait_s("2.2.2.2", 1000) == 0
    assert throttle.wait_s("1.1.1.1", 1001) == 0


def test_a_clock_set_back_locks_nobody_out() -> None:
    throttle = Throttle(per_s=10, burst=100)
    for _ in range(100):
        throttle.wait_s("1.1.1.1", 5000)

    assert throttle.wait_s("1.1.1.1", 1000) == 0


def test_clients_without_number_do_not_fill_the_memory() -> None:
    throttle = Throttle(per_s=1, burst=1)
    throttle.wait_s("first", 0)
    for number in range(MAX_CLIENTS):
        throttle.wait_s(str(number), 0)

    assert throttle.wait_s("first", 0) == 0

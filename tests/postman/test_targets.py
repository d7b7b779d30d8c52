import pytest

from pos.domain.errors import Refused
from pos.postman.targets import Targets


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "127.255.0.1", "0.0.0.1", "::1", "::", "::127.0.0.1"),
        *("10.1.2.3", "172.16.0.1", "192.168.1.1", "fd00::1", "fec0::1"),
        *("169.254.169.254", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "168.63.129.16"),
        *("100.64.0.1", "100.100.100.200"),
        *("224.0.0.1", "239.255.255.250", "ff02::1", "255.255.255.255"),
        *("192.0.2.1", "198.18.0.1", "203.0.113.9", "240.0.0.1", "192.0.0.192", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
        *("64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378::1"),
    ],
)
def test_an_address_off_the_open_internet_is_closed(ip: str) -> None:
    assert not Targets().permits_ip(ip)


@pytest.mark.parametrize(
    "ip",
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_an_address_on_the_open_internet_is_open(ip: str) -> None:
    assert Targets().permits_ip(ip)


@pytest.mark.parametrize("ip", ["192.168.1.7", "::ffff:192.168.1.7", "64:ff9b::c0a8:107"])
def test_a_range_can_be_allowed_however_its_address_is_written(ip: str) -> None:
    assert Targets(("192.168.1.0/24",)).permits_ip(ip)
    assert not Targets(("192.168.2.0/24",)).permits_ip(ip)


def test_a_host_name_can_be_allowed_in_any_case() -> None:
    assert Targets(("Shop.Lan",)).permits_host("shop.lan.")
    assert not Targets(("shop.lan",)).permits_host("evil.shop.lan")


def test_a_range_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Targets(("10.0.0.0/99",))

    assert refused.value.code == "invalid_network"

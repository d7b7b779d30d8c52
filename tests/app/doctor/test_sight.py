import pytest

from pos.api.health import ChainHealth, Health, RateHealth, SourceHealth
from pos.app.doctor.sight import chain_finding, rate_finding, service_findings, sight_findings
from pos.app.settings import Settings
from pos.domain.ports.rates import RateSource
from pos.gui.backoffice import Severity


def chain(**known: object) -> ChainHealth:
    usual: dict[str, object] = {
        "connected": True,
        "trusted": True,
        "height": 900,
        "behind": 0,
        "sources": [],
        "last_look_age_s": 3,
        "last_block_age_s": 60,
        "lag_s": 60,
        "trouble": "",
    }
    return ChainHealth(**{**usual, **known})  # type: ignore[arg-type]  # a table of cases


def source(name: str, trouble: str = "") -> RateSource:
    return RateSource(name=name, told_at=1, trouble=trouble)


@pytest.mark.parametrize(
    ("seen", "words", "severity"),
    [
        (chain(), "", Severity.WELL),
        (chain(trusted=False, trouble="two blocks 900"), "two blocks", Severity.BAD),
        (chain(connected=False, trouble="no answer"), "no answer", Severity.BAD),
        (chain(behind=40), "40 blocks behind", Severity.WARNING),
        (chain(last_look_age_s=500), "500 seconds", Severity.WARNING),
        (chain(last_look_age_s=None), "not looked at", Severity.WARNING),
    ],
)
def test_a_chain_is_judged_by_how_it_is_seen(
    seen: ChainHealth, words: str, severity: Severity
) -> None:
    finding = chain_finding("eip155:1", seen)

    assert words in finding.problem
    assert finding.severity is severity
    assert bool(finding.remedy) is (severity is not Severity.WELL)


def test_a_rate_that_is_missing_or_old_stops_the_coin() -> None:
    assert rate_finding("BTC/EUR", 60).severity is Severity.WELL
    assert rate_finding("BTC/EUR", None).severity is Severity.BAD
    assert "20 minutes" in rate_finding("BTC/EUR", 1_200).problem


def test_one_service_that_fails_is_a_note_and_most_of_them_are_a_warning() -> None:
    well, failing = source("kraken"), source("bitstamp", "too slow")

    one = [f.severity for f in service_findings([well, well, failing])]
    most = [f.severity for f in service_findings([well, failing, failing])]

    assert one == [Severity.WELL, Severity.WELL, Severity.NOTE]
    assert most[1:] == [Severity.WARNING] * 2
    assert "bitstamp = false" in next(iter(service_findings([failing]))).remedy


def test_a_page_that_tells_of_a_full_disk_is_grave() -> None:
    gone = SourceHealth(name="a", connected=False, height=None, trouble="gone")
    other = SourceHealth(name="b", connected=True, height=9, trouble="")
    health = Health(
        status="degraded",
        records="The disk is full",
        chains={"eip155:1": chain(sources=[gone, other])},
        rates={"ETH/EUR": RateHealth(age_s=1)},
    )

    told = {f.code: f for f in sight_findings(health, Settings()) if f.problem}

    assert told["records"].severity is Severity.BAD
    assert told["source"].severity is Severity.NOTE

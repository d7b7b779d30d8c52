import subprocess
import sys

import pytest

BRING_ALONG = """
import asyncio, sys
from pos.chains.evm import late

before = sys.getrecursionlimit()
asyncio.run(late.{what}())
assert "{brings}" in sys.modules
print(before == sys.getrecursionlimit())
"""


@pytest.mark.parametrize(
    ("what", "brings"), [("opener", "web3"), ("push_class", "web3"), ("signing", "eth_account")]
)
def test_bringing_web3_along_lets_nobody_nest_json_deeper_than_the_stack(
    what: str, brings: str
) -> None:
    run = [sys.executable, "-c", BRING_ALONG.format(what=what, brings=brings)]

    said = subprocess.run(run, check=True, capture_output=True, text=True).stdout

    assert said.strip() == "True"

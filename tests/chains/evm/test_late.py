import subprocess
import sys

import pytest

BRING_ALONG = """
import asyncio, sys
from pos.chains.evm import late

before = sys.getrecursionlimit()
asyncio.run(late.{what}())
assert "web3" in sys.modules
print(before == sys.getrecursionlimit())
"""


@pytest.mark.parametrize("what", ["opener", "push_class"])
def test_bringing_web3_along_lets_nobody_nest_json_deeper_than_the_stack(what: str) -> None:
    run = [sys.executable, "-c", BRING_ALONG.format(what=what)]

    said = subprocess.run(run, check=True, capture_output=True, text=True).stdout

    assert said.strip() == "True"

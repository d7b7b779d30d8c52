"""Turn erc20.sol into erc20.json with npm's solc; needed only after the source was changed."""

import hashlib
import json
import subprocess
import tempfile
from typing import Any, Final

from tests.nodes.contracts import ARTIFACT

SOLC: Final = "solc@0.8.37"
SCRIPT: Final = """
const solc = require('solc');
process.stdout.write(solc.compile(require('fs').readFileSync(0, 'utf8')));
"""


def main() -> None:
    """Compile in a scratch directory and write the artifact beside its source."""
    source = ARTIFACT.with_suffix(".sol").read_text()
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            ["npm", "install", "--silent", "--ignore-scripts", "--prefix", scratch, SOLC],
            check=True,
        )
        answer = subprocess.run(
            ["node", "-e", SCRIPT],
            cwd=scratch,
            input=request_for(source),
            capture_output=True,
            text=True,
            check=True,
        )
    ARTIFACT.write_text(artifact_of(source, json.loads(answer.stdout)))


def request_for(source: str) -> str:
    """What the compiler is asked; without metadata, so that equal sources give equal bytes."""
    wanted = ["abi", "evm.bytecode.object", "evm.methodIdentifiers"]
    return json.dumps(
        {
            "language": "Solidity",
            "sources": {"erc20.sol": {"content": source}},
            "settings": {
                "evmVersion": "paris",
                "optimizer": {"enabled": True, "runs": 200},
                "metadata": {"bytecodeHash": "none", "appendCBOR": False},
                "outputSelection": {"*": {"*": wanted}},
            },
        }
    )


def artifact_of(source: str, answer: dict[str, Any]) -> str:
    """The committed form: per contract its bytecode, the selectors of its functions and its ABI."""
    complaints = [each["formattedMessage"] for each in answer.get("errors", ())]
    if complaints:
        raise SystemExit("\n".join(complaints))
    contracts = {
        name: {
            "bytecode": "0x" + made["evm"]["bytecode"]["object"],
            "selectors": {
                signature: "0x" + selector
                for signature, selector in made["evm"]["methodIdentifiers"].items()
            },
            "abi": made["abi"],
        }
        for name, made in answer["contracts"]["erc20.sol"].items()
    }
    source_sha256 = hashlib.sha256(source.encode()).hexdigest()
    kept = {"compiler": SOLC, "source_sha256": source_sha256, "contracts": contracts}
    return json.dumps(kept, indent=1) + "\n"


if __name__ == "__main__":
    main()

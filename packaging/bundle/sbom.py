"""The bill of materials inside every package, in CycloneDX 1.6 JSON.

Written by hand because it is small; the build reads it back with CycloneDX's own library. The
serial number is made of the content, so that the same parts give the same file.
"""

import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bundle.parts import Part
from bundle.places import version

_NAMESPACE: Final = uuid.UUID("7b0f7a3e-5f0c-5d6a-9a53-3c5d2f6f1c11")
"""Any constant does; it is the room in which contents become serial numbers."""


def document(parts: Iterable[Part], target: str, epoch: int) -> dict[str, object]:
    """The parts of Florin as built for a target."""
    components = [_component(part) for part in sorted(parts, key=lambda part: part.name)]
    florin = Part(name="florin", version=version(), licence="MIT")
    told = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata = {
        "timestamp": told,
        "component": {**_component(florin), "type": "application"},
        "properties": [{"name": "florin:target", "value": target}],
    }
    content = json.dumps([metadata, components], sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, content)}",
        "version": 1,
        "metadata": metadata,
        "components": components,
        "dependencies": [
            {"ref": _ref(florin), "dependsOn": [str(one["bom-ref"]) for one in components]}
        ],
    }


def write(path: Path, parts: Sequence[Part], target: str, epoch: int) -> None:
    """Write the document; CycloneDX's own library must read the same parts from it."""
    from cyclonedx.model.bom import Bom

    path.write_text(json.dumps(document(parts, target, epoch), indent=2) + "\n", encoding="utf-8")
    read = Bom.from_json(json.loads(path.read_text(encoding="utf-8")))
    if {one.name for one in read.components} != {part.name for part in parts}:
        raise SystemExit(f"{path.name} is not read as it was meant")


def _component(part: Part) -> dict[str, object]:
    return {
        "type": "library",
        "bom-ref": _ref(part),
        "name": part.name,
        "version": part.version,
        "licenses": [{"expression": part.licence}],
        **({"purl": part.purl} if part.purl else {}),
    }


def _ref(part: Part) -> str:
    return part.purl or f"{part.name}@{part.version}"

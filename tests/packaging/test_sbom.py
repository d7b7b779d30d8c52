"""The bill of materials."""

from bundle.parts import Part
from bundle.places import version
from bundle.sbom import document

EPOCH = 1_795_000_000
WEB3 = Part(name="web3", version="8.0.0", licence="MIT", purl="pkg:pypi/web3@8.0.0")
SSL = Part(name="openssl", version="3.5.9", licence="Apache-2.0")


def test_the_same_parts_make_the_same_document_in_whatever_order() -> None:
    assert document([WEB3, SSL], "linux", EPOCH) == document([SSL, WEB3], "linux", EPOCH)


def test_another_part_or_system_has_another_serial_number() -> None:
    made = (([WEB3], "linux"), ([WEB3], "macos"), ([SSL], "linux"))

    told = [document(parts, target, EPOCH)["serialNumber"] for parts, target in made]

    assert len(set(told)) == 3
    assert all(str(one).startswith("urn:uuid:") for one in told)


def test_every_part_is_named_and_florin_depends_on_it() -> None:
    told = document([WEB3, SSL], "linux", EPOCH)

    assert told["specVersion"] == "1.6"
    assert told["components"] == [
        {
            "type": "library",
            "bom-ref": "openssl@3.5.9",
            "name": "openssl",
            "version": "3.5.9",
            "licenses": [{"expression": "Apache-2.0"}],
        },
        {
            "type": "library",
            "bom-ref": "pkg:pypi/web3@8.0.0",
            "name": "web3",
            "version": "8.0.0",
            "licenses": [{"expression": "MIT"}],
            "purl": "pkg:pypi/web3@8.0.0",
        },
    ]
    assert told["dependencies"] == [
        {"ref": f"florin@{version()}", "dependsOn": ["openssl@3.5.9", "pkg:pypi/web3@8.0.0"]}
    ]

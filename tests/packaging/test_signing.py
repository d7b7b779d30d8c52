"""The signing scripts, with keys made for the moment."""

import base64
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from bundle.signing import sign_windows, windows_hook
from tests.missing import missing

SIGNING: Final = Path(__file__).parents[2] / "packaging" / "signing"
PASSWORD: Final = "play password"

Done = subprocess.CompletedProcess[str]


def needed(program: str) -> None:
    if shutil.which(program) is None:
        missing(f"{program} is not installed")


def ran(script: str, *words: str | Path, **secrets: str) -> Done:
    env = {"PATH": os.environ["PATH"], **secrets}
    argv = [SIGNING / script, *words]
    return subprocess.run(argv, capture_output=True, text=True, check=False, env=env)


def called(*words: str | Path) -> None:
    subprocess.run(words, check=True, capture_output=True)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The smallest thing that Windows would take for a program (PE32+, no code worth the name)."""
    headers = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0"
    headers += struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0x22)
    headers += struct.pack("<HBBIIIII", 0x20B, 1, 0, 512, 0, 0, 0x1000, 0x1000)
    headers += struct.pack(
        "<QIIHHHHHHIIIIHH", 1 << 30, 4096, 512, 6, 0, 0, 0, 6, 0, 0, 8192, 512, 0, 3, 0
    )
    headers += struct.pack("<QQQQII", 1 << 20, 4096, 1 << 20, 4096, 0, 16) + bytes(16 * 8)
    headers += struct.pack("<8sIIIIIIHHI", b".text", 1, 4096, 512, 512, 0, 0, 0, 0, 0x60000020)
    file = tmp_path / "florin.exe"
    file.write_bytes(headers.ljust(512, b"\0") + b"\xc3".ljust(512, b"\0"))
    file.chmod(0o755)
    return file


@pytest.fixture
def publisher(tmp_path: Path) -> dict[str, str]:
    """A self-made certificate to sign programs with."""
    needed("openssl")
    needed("osslsigncode")
    key, cert, both = (tmp_path / name for name in ("key.pem", "cert.pem", "both.p12"))
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Florin"]
    extra = ("-addext", "extendedKeyUsage=codeSigning", "-keyout", key, "-out", cert)
    called("openssl", *made, *extra)
    pack = ("-export", "-inkey", key, "-in", cert, "-out", both, "-passout", f"pass:{PASSWORD}")
    called("openssl", "pkcs12", *pack)
    return {
        "SIGN_WINDOWS_PKCS12": base64.b64encode(both.read_bytes()).decode(),
        "SIGN_WINDOWS_PASSWORD": PASSWORD,
        "SIGN_WINDOWS_ROOTS": str(cert),
    }


def test_a_windows_program_is_signed_in_its_place(program: Path, publisher: dict[str, str]) -> None:
    told = ran("sign-windows.sh", program, **publisher)

    assert told.returncode == 0, told.stderr
    assert told.stdout == "sign-windows: signed and verified florin.exe\n"
    assert program.stat().st_mode & 0o777 == 0o755
    roots = publisher["SIGN_WINDOWS_ROOTS"]
    called("osslsigncode", "verify", "-CAfile", roots, "-in", program)


def test_a_certificate_that_nobody_trusts_is_told_and_the_file_is_left(
    program: Path, publisher: dict[str, str]
) -> None:
    before = program.read_bytes()
    del publisher["SIGN_WINDOWS_ROOTS"]

    told = ran("sign-windows.sh", program, **publisher)

    assert told.returncode == 1
    assert "does not hold" in told.stderr
    assert program.read_bytes() == before


def test_a_wrong_password_stops_the_build_and_is_not_repeated(
    program: Path, publisher: dict[str, str]
) -> None:
    publisher["SIGN_WINDOWS_PASSWORD"] = "hush"
    before = program.read_bytes()

    told = ran("sign-windows.sh", program, **publisher)

    assert told.returncode != 0
    assert "hush" not in told.stdout + told.stderr
    assert program.read_bytes() == before


@pytest.fixture
def short() -> Iterator[Path]:
    """A place for temporary files with a short name: an agent's socket may have 107 letters."""
    with TemporaryDirectory(prefix="f") as place:
        yield Path(place)


@pytest.fixture
def packager(tmp_path: Path) -> dict[str, str]:
    """A throw-away OpenPGP key."""
    needed("gpg")
    home = tmp_path / "gnupg"
    home.mkdir(mode=0o700)
    gpg = ["gpg", "--homedir", str(home), "--batch", "--quiet"]
    gpg += ["--pinentry-mode", "loopback", "--passphrase", PASSWORD]
    try:
        called(
            *gpg, "--quick-generate-key", "Florin <florin@shop.example>", "ed25519", "sign", "1d"
        )
        key = subprocess.run(
            (*gpg, "--armor", "--export-secret-keys"), check=True, capture_output=True, text=True
        )
        called(*gpg, "--armor", "--export", "--output", tmp_path / "public.asc")
    finally:
        called("gpgconf", "--homedir", home, "--kill", "all")
    return {"SIGN_LINUX_KEY": key.stdout, "SIGN_LINUX_PASSPHRASE": PASSWORD}


def test_a_file_gets_its_signature_beside_it(
    tmp_path: Path, packager: dict[str, str], short: Path
) -> None:
    sums = tmp_path / "SHA256SUMS"
    sums.write_text("00  florin.deb\n", encoding="utf-8")

    told = ran("sign-linux.sh", sums, TMPDIR=str(short), **packager)

    assert told.returncode == 0, told.stderr
    assert told.stdout == "sign-linux: signed and verified SHA256SUMS\n"
    assert list(short.iterdir()) == []  # the key is not left lying about
    ring = tmp_path / "ring.gpg"
    called("gpg", "--dearmor", "--output", ring, tmp_path / "public.asc")
    called("gpgv", "--keyring", ring, tmp_path / "SHA256SUMS.asc", sums)
    sums.write_text("11  florin.deb\n", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        called("gpgv", "--keyring", ring, tmp_path / "SHA256SUMS.asc", sums)


def test_a_wrong_passphrase_stops_the_release(tmp_path: Path, packager: dict[str, str]) -> None:
    sums = tmp_path / "SHA256SUMS"
    sums.write_text("00  florin.deb\n", encoding="utf-8")

    told = ran("sign-linux.sh", sums, **(packager | {"SIGN_LINUX_PASSPHRASE": "hush"}))

    assert told.returncode != 0
    assert "hush" not in told.stdout + told.stderr
    assert not (tmp_path / "SHA256SUMS.asc").exists()


@pytest.fixture
def mac(tmp_path: Path) -> Path:
    """A folder of stand-ins for Apple's programs; `codesign` notes what it is asked for."""
    folder = tmp_path / "mac"
    folder.mkdir()
    stand_ins = {
        "security": "echo '  1) 0123ABCD \"Developer ID\"'",
        "file": "case $2 in *.txt) echo text ;; *) echo Mach-O 64-bit ;; esac",
        "base64": "exec /usr/bin/base64 -d",
        "codesign": (
            'for last; do :; done; echo "$1 $last" >>"$NOTES"\n'
            'case $last in *"$UNFIT") exit 1 ;; esac'
        ),
    }
    for name, script in stand_ins.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
        (folder / name).chmod(0o755)
    return folder


def signed_app(mac: Path, tmp_path: Path, unfit: str) -> tuple[Done, list[str]]:
    """The script's end, and what it asked `codesign` for, about an app with one library."""
    app = tmp_path / "Florin.app"
    for name in ("MacOS/florin", "Resources/qt.so", "Resources/read.txt"):
        file = app / "Contents" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(0o755)
    notes = tmp_path / "notes"
    (tmp_path / "t").mkdir()
    told = ran(
        "sign-macos.sh", "app", app, PATH=f"{mac}{os.pathsep}{os.environ['PATH']}",
        NOTES=str(notes), UNFIT=unfit, TMPDIR=str(tmp_path / "t"), SIGN_MACOS_PKCS12="aGk=",
    )  # fmt: skip
    asked = notes.read_text(encoding="utf-8").splitlines()
    return told, [line.replace(f"{app.parent}/", "") for line in asked]


def test_every_program_of_an_app_is_signed_before_the_app(mac: Path, tmp_path: Path) -> None:
    told, asked = signed_app(mac, tmp_path, unfit="nothing")

    assert told.returncode == 0, told.stderr
    inner = {f"--force Florin.app/Contents/{name}" for name in ("MacOS/florin", "Resources/qt.so")}
    assert set(asked[:-2]) == inner
    assert asked[-2:] == ["--force Florin.app", "--verify Florin.app"]
    assert list((tmp_path / "t").iterdir()) == []


@pytest.mark.parametrize("unfit", ["qt.so", "Florin.app"])
def test_a_part_that_cannot_be_signed_stops_the_release(
    mac: Path, tmp_path: Path, unfit: str
) -> None:
    told, asked = signed_app(mac, tmp_path, unfit)

    assert told.returncode != 0
    assert "signed and verified" not in told.stdout
    assert asked[-1].endswith(unfit)


def test_a_key_never_stays_behind_even_where_gpg_has_no_agent_to_end(
    tmp_path: Path, short: Path
) -> None:
    sums = tmp_path / "SHA256SUMS"
    sums.write_text("00  florin.deb\n", encoding="utf-8")
    for name in ("gpg", "gpgconf"):
        broken = tmp_path / name
        broken.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
        broken.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"

    told = ran("sign-linux.sh", sums, PATH=path, TMPDIR=str(short), SIGN_LINUX_KEY="a")

    assert told.returncode != 0
    assert list(short.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "words", "secret"),
    [
        ("sign-windows.sh", ("florin.exe",), "SIGN_WINDOWS_PKCS12"),
        ("sign-linux.sh", ("SHA256SUMS",), "SIGN_LINUX_KEY"),
        ("sign-macos.sh", ("app", "Florin.app"), "SIGN_MACOS_PKCS12"),
        ("sign-macos.sh", ("image", "florin.dmg"), "SIGN_MACOS_PKCS12"),
    ],
)
def test_without_secrets_each_says_in_one_line_that_it_does_nothing(
    script: str, words: tuple[str, ...], secret: str
) -> None:
    told = ran(script, *words)

    assert told.returncode == 0
    assert told.stdout.count("\n") == 1
    assert f"{script.removesuffix('.sh')}: skipped" in told.stdout
    assert secret in told.stdout
    assert told.stderr == ""


@pytest.mark.parametrize("script", ["sign-windows.sh", "sign-linux.sh", "sign-macos.sh"])
def test_without_a_file_each_says_how_it_is_used(script: str) -> None:
    told = ran(script)

    assert told.returncode == 2
    assert script in told.stderr


def test_a_build_signs_its_uninstaller_only_with_a_key() -> None:
    assert windows_hook({}) == ""
    assert windows_hook({"SIGN_WINDOWS_PKCS12": ""}) == ""
    assert windows_hook({"SIGN_WINDOWS_KEY": "pkcs11:object=till"}).endswith("sign-windows.sh")


def test_a_build_goes_on_without_a_key(
    program: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("SIGN_WINDOWS_PKCS12", "SIGN_WINDOWS_KEY"):
        monkeypatch.delenv(name, raising=False)
    before = program.read_bytes()

    sign_windows(program)

    assert program.read_bytes() == before
    assert "skipped" in capfd.readouterr().out

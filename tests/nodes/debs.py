"""Programs out of Debian packages, newer ones than this system's too, without installing anything.

A package and the libraries it needs are downloaded by an apt with a root of its own (the archive is
the one of this system's apt sources, its index is verified as ever), unpacked side by side and run
by their own loader, so they neither need nor touch what the system has. No root needed.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from tests.nodes.fetch import FETCH_S, NodeMissing, cache
from tests.nodes.kept import kept

KEYRING: Final = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# What a program may need to run; the rest of what a package depends on only serves its installing.
LIBRARY: Final = re.compile(r"z?lib.*")
ELF: Final = b"\x7fELF"
# The path of the script itself is the only one it knows, so that its folder can be moved.
WRAPPER: Final = """\
#!/bin/sh
root="${{0%/*}}/../root"
exec "$root/{loader}" --library-path {libraries} "$root/{program}" "$@"
"""


def extracted(package: str, suite: str, programs: tuple[str, ...]) -> Path:
    """A folder with `bin/<program>` for each program of a package, as `suite` has it now or had it.

    What was downloaded once is kept (an archive forgets old versions of a moving suite) and used
    again. Raises NodeMissing.
    """
    home = cache() / "debian" / f"{package}-{suite}"
    return kept(home, partial(_unpack, package, suite, programs))


def version_of(package: str, suite: str) -> str:
    """The version that was downloaded, as Debian writes it; `extracted` comes first."""
    archive = next(_archives(package, suite).glob(f"{package}_*.deb"))
    return archive.name.split("_")[1].replace("%3a", ":")


def _unpack(package: str, suite: str, programs: Sequence[str], into: Path) -> None:
    root = into / "root"
    for archive in sorted(_archives(package, suite).glob("*.deb")):
        _run("unpack " + archive.name, ["dpkg-deb", "--extract", archive, root])
    loader = _loader(root)
    (into / "bin").mkdir()
    for name in programs:
        _wrap(into / "bin" / name, loader, _program(root, name))


def _loader(root: Path) -> Path:
    """The dynamic loader that came with the C library, itself and not a link to it."""
    for found in root.rglob("ld-linux*.so.*"):
        if not found.is_symlink():
            return found
    raise NodeMissing(f"{root.parent.name} came without the loader of its C library")


def _program(root: Path, name: str) -> Path:
    """The program itself; what has its name may also be a folder or a script that starts it."""
    for found in sorted(root.rglob(name)):
        if found.is_file() and not found.is_symlink():
            with found.open("rb") as file:
                if file.read(len(ELF)) == ELF:
                    return found
    raise NodeMissing(f"the Debian package has no program {name}")


def _wrap(script: Path, loader: Path, program: Path) -> None:
    root = script.parent.parent / "root"
    triplet = loader.parent.name
    folders = [
        each
        for each in (f"lib/{triplet}", f"usr/lib/{triplet}", "usr/lib")
        if (root / each).is_dir()
    ]
    script.write_text(
        WRAPPER.format(
            loader=loader.relative_to(root),
            libraries=":".join(f'"$root/{each}"' for each in folders),
            program=program.relative_to(root),
        )
    )
    script.chmod(0o755)
    here = ":".join(str(root / each) for each in folders)
    _run(f"load {program.name}", [loader, "--library-path", here, "--list", program])


def _archives(package: str, suite: str) -> Path:
    """The folder of the package's .deb and those of the libraries it needs."""
    return kept(cache() / "debian" / f"{package}-{suite}.debs", partial(_download, package, suite))


def _download(package: str, suite: str, into: Path) -> None:
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise NodeMissing(f"no apt-get and dpkg-deb here, so {package} cannot be fetched")
    archive = _archive()
    with tempfile.TemporaryDirectory() as scratch:
        apt = _private_apt(Path(scratch), archive, suite)
        _run(f"read the index of Debian {suite}", [*apt, "update"])
        plan = _run(
            f"find {package} in Debian {suite}",
            [*apt, "--simulate", "--no-install-recommends", "install", package],
        )
        needed = [line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")]
        wanted = [name for name in needed if name == package or LIBRARY.fullmatch(name)]
        _run(f"download {package} of Debian {suite}", [*apt, "download", *wanted], cwd=into)


def _archive() -> str:
    """Where this system gets Debian from, by its own apt sources."""
    sites = _run(
        "read this system's apt sources",
        ["apt-get", "indextargets", "--no-release-info", "--format", "$(SITE)"],
    )
    for site in sites.splitlines():
        if site.rstrip("/").endswith("/debian"):
            return site
    raise NodeMissing("this system's apt sources name no Debian archive")


def _private_apt(root: Path, archive: str, suite: str) -> list[str | Path]:
    """The apt-get of a system with nothing installed and one source."""
    for folder in ("lists/partial", "cache/archives/partial", "empty"):
        (root / folder).mkdir(parents=True)
    (root / "status").touch()
    signed = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
    (root / "sources.list").write_text(f"deb {signed}{archive} {suite} main\n")
    options = {
        "Dir::Etc::sourcelist": root / "sources.list",
        "Dir::Etc::sourceparts": root / "empty",
        "Dir::Etc::preferences": root / "preferences",
        "Dir::Etc::preferencesparts": root / "empty",
        "Dir::State": root,
        "Dir::State::lists": root / "lists",
        "Dir::State::status": root / "status",
        "Dir::Cache": root / "cache",
        "APT::Sandbox::User": "",  # an unprivileged user could not write here
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        "APT::Update::Error-Mode": "any",  # an index that cannot be read is not a mere warning
    }
    return ["apt-get", "--quiet", *(f"-o{key}={value}" for key, value in options.items())]


def _run(purpose: str, argv: Sequence[str | Path], cwd: Path | None = None) -> str:
    """What a program printed; its failure is NodeMissing, with its last words."""
    try:
        done = subprocess.run(
            list(map(str, argv)),
            cwd=cwd,
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
            timeout=FETCH_S,
        )
    except subprocess.CalledProcessError as why:
        said = (why.stderr or why.stdout).strip().splitlines()[-1:]
        raise NodeMissing(f"could not {purpose}: {' '.join(said)}") from why
    except (OSError, subprocess.TimeoutExpired) as why:
        raise NodeMissing(f"could not {purpose}") from why
    return done.stdout

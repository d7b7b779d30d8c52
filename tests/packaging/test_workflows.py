"""The workflows that build and release: their form, and that what they name is there.

They run on machines that no test can have; what is held here is what can be known of them here.
"""

import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[2]
WORKFLOWS: Final = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
OURS: Final = {"checkout", "setup-python", "upload-artifact", "download-artifact"}
SECRETS: Final = re.compile(r"secrets\.(\w+)")

Workflow = Mapping[Any, Any]


def read(path: Path) -> Workflow:
    told: Workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    return told


def jobs(workflow: Workflow) -> Iterator[tuple[str, Workflow]]:
    yield from workflow["jobs"].items()


def steps(workflow: Workflow) -> Iterator[Workflow]:
    for _, job in jobs(workflow):
        yield from job["steps"]


def test_there_is_one_for_every_push_and_one_for_releases() -> None:
    assert [path.stem for path in WORKFLOWS] == ["check", "release"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nobody_may_write_but_the_job_that_makes_the_draft(path: Path) -> None:
    workflow = read(path)
    may_write = [name for name, job in jobs(workflow) if "write" in str(job.get("permissions"))]

    assert workflow["permissions"] == {"contents": "read"}
    assert may_write == (["publish"] if path.stem == "release" else [])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_only_the_forge_s_own_actions_are_used(path: Path) -> None:
    used = [step["uses"] for step in steps(read(path)) if "uses" in step]

    for name in used:
        found = re.fullmatch(r"actions/([\w-]+)@(v\d+|[0-9a-f]{40})", name)
        assert found is not None, name
        assert found[1] in OURS
    assert used


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_job_runs_for_ever_and_no_checkout_keeps_its_token(path: Path) -> None:
    workflow = read(path)

    assert all(job["timeout-minutes"] <= 90 for _, job in jobs(workflow))
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_script_module_and_target_that_is_named_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for step in steps(read(path)):
        words = step.get("run", "")
        for script in re.findall(r"packaging/[\w./-]+\.sh", words):
            assert (ROOT / script).stat().st_mode & stat.S_IXUSR, script
        for module in re.findall(r"-m (bundle\.\w+)", words):
            assert (ROOT / "packaging" / f"{module.replace('.', '/')}.py").is_file(), module
        for target in re.findall(r"\bmake ([a-z-]+)", words):
            assert target in targets, target


def test_each_secret_is_given_only_to_a_step_whose_script_wants_it() -> None:
    scripts = {path.name: path.read_text("utf-8") for path in (ROOT / "packaging").rglob("*.sh")}
    wanted = "\n".join(scripts.values())
    wanted += (ROOT / "packaging" / "bundle" / "manifest.py").read_text(encoding="utf-8")
    for path in WORKFLOWS:
        workflow = read(path)
        for step in steps(workflow):
            for name, value in step.get("env", {}).items():
                for secret in SECRETS.findall(str(value)):
                    assert secret == name
                    assert secret in wanted
        beside = {name: job for name, job in workflow.items() if name != "jobs"}
        assert "secrets." not in str(beside)
        assert all("secrets." not in str(job.get("env")) for _, job in jobs(workflow))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_stranger_s_change_is_tried_without_any_secret(path: Path) -> None:
    """A pull request may change every script that a workflow runs."""
    text = path.read_text(encoding="utf-8")
    begins = set(read(path)[True])  # YAML reads the word "on" as true

    assert begins <= {"push", "pull_request", "workflow_dispatch"}
    assert "pull_request" not in begins or not SECRETS.search(text)


def test_only_a_pushed_tag_publishes_not_one_that_a_workflow_is_tried_on() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "release.yml")

    assert workflow[True]["push"] == {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}
    assert workflow["jobs"]["publish"]["if"] == "github.event_name == 'push'"


def test_secrets_are_those_of_an_environment_that_not_every_branch_may_use() -> None:
    for path in WORKFLOWS:
        for name, job in jobs(read(path)):
            wanted = "release" if SECRETS.search(str(job)) else None
            assert job.get("environment") == wanted, name


def test_each_python_of_the_matrix_is_the_one_that_is_tried() -> None:
    """The runner's own lies on the path, too, and a lower number would be taken first."""
    check = read(ROOT / ".github" / "workflows" / "check.yml")["jobs"]["check"]

    (made,) = (step for step in check["steps"] if step.get("run") == "make check")
    assert made["env"] == {"PYTHON": "python${{ matrix.python }}"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_module_of_ours_is_run_by_whatever_python_a_system_has(path: Path) -> None:
    """Ubuntu 22.04's is 3.10, which cannot read them."""
    for name, job in jobs(read(path)):
        words = "\n".join(step.get("run", "") for step in job["steps"])
        used = "\n".join(step.get("uses", "") for step in job["steps"])
        assert "actions/setup-python@" in used or "-m bundle." not in words, name
        assert "python3 -m" not in words, name


def test_what_a_stranger_may_name_is_never_written_into_a_script() -> None:
    """A branch called `$(…)` would be run: such words come by the environment only."""
    for path in WORKFLOWS:
        for step in steps(read(path)):
            for word in re.findall(r"\$\{\{\s*([\w.]+)", step.get("run", "")):
                assert word.startswith("matrix."), word


def test_a_release_is_made_only_after_every_system_tried_it() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "release.yml")
    needed: Sequence[str] = workflow["jobs"]["publish"]["needs"]

    assert set(needed) == {"linux", "windows", "macos"}
    for name in needed:
        words = "\n".join(step.get("run", "") for step in workflow["jobs"][name]["steps"])
        assert "selftest" in words
        assert "bundle.smoke" in words
        assert workflow["jobs"][name]["needs"] == "build"
    assert "--draft" in str(workflow["jobs"]["publish"]["steps"])

"""Each contract test runs on every store there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.backends import BACKENDS, AnyStore, Backend


@pytest.fixture(params=BACKENDS, ids=lambda make: make.__name__)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    made: Backend = request.param(tmp_path)
    return made


@pytest.fixture
def store(backend: Backend) -> Iterator[AnyStore]:
    with backend.opened() as opened:
        yield opened

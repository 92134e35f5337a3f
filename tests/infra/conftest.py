"""Each committed snapshot as a fixture."""

from __future__ import annotations

import pytest

from infra.templates import PROFILES, Snapshot, load_snapshot


@pytest.fixture(params=PROFILES)
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """Each profile in turn."""
    return load_snapshot(request.param)


@pytest.fixture
def standard() -> Snapshot:
    return load_snapshot("standard")


@pytest.fixture
def starter() -> Snapshot:
    return load_snapshot("starter")


@pytest.fixture
def growth() -> Snapshot:
    return load_snapshot("growth")

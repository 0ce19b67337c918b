from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.serving.fakes import FakeHost, make_project

if TYPE_CHECKING:
    from pathlib import Path

    from serving.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "checkout")


@pytest.fixture
def host():
    with FakeHost() as host:
        yield host

"""Files of Pyodide's distribution arrive when somebody asks for them."""

from __future__ import annotations

import threading

import pytest

from serving.distribution import Distribution
from serving.errors import ServingError
from serving.index import Index
from serving.pip_wheels import PipWheels
from tests.unit.serving.fakes import NUMPY


@pytest.fixture
def sources(monkeypatch, host):
    """Where the distribution's files come from."""
    found = [host.url("/numpy")]
    host.files = {"/numpy": b"numpy"}
    monkeypatch.setattr("serving.index.distribution_sources", lambda project, file: tuple(found))
    return found


@pytest.fixture
def distribution(project, sources):
    (project.pyodide / NUMPY).unlink()
    distribution = Distribution(project, Index(project, print), offline=False)
    yield distribution
    distribution.close()


def test_a_file_is_fetched_once_verified_and_kept(distribution, host, project):
    path, digest = distribution.get(NUMPY)
    assert path == project.pyodide / NUMPY
    assert path.read_bytes() == b"numpy"
    assert len(digest) == 64
    distribution.get(NUMPY)
    assert len(host.requests) == 1


def test_many_requests_at_once_make_one_download(distribution, host):
    threads = [threading.Thread(target=distribution.get, args=(NUMPY,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(host.requests) == 1


def test_what_pyodide_does_not_have_is_nothing(distribution, host):
    assert distribution.get("other-1.0-py3-none-any.whl") is None
    assert host.requests == []


def test_wrong_content_is_never_kept(distribution, host, project):
    host.files = {"/numpy": b"other"}
    with pytest.raises(ServingError, match="wrong content"):
        distribution.get(NUMPY)
    assert not (project.pyodide / NUMPY).exists()


def test_after_a_failure_the_next_request_tries_again(distribution, sources, host):
    sources[:] = ["http://127.0.0.1:9/numpy"]
    with pytest.raises(ServingError, match="cannot be reached"):
        distribution.get(NUMPY)
    sources[:] = [host.url("/numpy")]
    assert distribution.get(NUMPY) is not None


def test_pip_is_asked_again_after_a_failure(distribution, sources, monkeypatch, host):
    calls = []

    def resolve(self, requirement):
        calls.append(requirement)
        return host.url("/numpy")

    monkeypatch.setattr(PipWheels, "_resolve", resolve)
    sources[:] = ["pip:numpy==1"]
    host.files = {"/numpy": b"other"}
    with pytest.raises(ServingError):
        distribution.get(NUMPY)
    host.files = {"/numpy": b"numpy"}
    assert distribution.get(NUMPY) is not None
    assert len(calls) == 1

"""One file: sources in order, resumed, verified, stored whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import socket
from pathlib import Path

import pytest

from serving import transfer
from serving.errors import ServingError
from serving.fetch import UnavailableError, fetch
from serving.sources import Sources
from tests.unit.serving.fakes import FakeHost, make_asset

CONTENT = bytes(range(256)) * 64


@pytest.fixture
def open_sources(project):
    with Sources(project.cache) as sources:
        yield sources


@pytest.fixture
def get(project, open_sources):
    """Fetch `content` from some sources; gives the file's place and the bytes reported."""
    sources = open_sources

    def run(*urls: str, content: bytes = CONTENT) -> tuple[Path, list[int]]:
        asset = make_asset(content, "vendor/a/file.bin", *urls)
        reported: list[int] = []
        fetch(project, asset, sources, reported.append)
        return asset.location(project), reported

    return run


def partials(project) -> list[Path]:
    return list((project.cache / "partial").glob("*"))


def begun(project, content: bytes) -> Path:
    """Leave what an interrupted download leaves."""
    asset = make_asset(CONTENT, "vendor/a/file.bin")
    key = hashlib.sha256(f"{asset.path} {asset.sha256}".encode()).hexdigest()[:32]
    path = project.cache / "partial" / key
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


def test_the_first_source_is_enough(get, host, project):
    host.files = {"/a": CONTENT}
    path, reported = get(host.url("/a"), host.url("/b"))
    assert path.read_bytes() == CONTENT
    assert reported[-1] == len(CONTENT)
    assert [request for request, _ in host.requests] == ["/a"]
    assert partials(project) == []


def test_wrong_content_falls_through_to_the_next_source(get, host):
    host.files = {"/wrong": b"x" * len(CONTENT), "/right": CONTENT}
    path, _ = get(host.url("/wrong"), host.url("/right"))
    assert path.read_bytes() == CONTENT


def test_wrong_content_everywhere_names_file_and_both_hashes(get, host, project):
    host.files = {"/wrong": b"x" * len(CONTENT)}
    with pytest.raises(UnavailableError) as caught:
        get(host.url("/wrong"))
    text = str(caught.value)
    assert "vendor/a/file.bin" in text
    assert hashlib.sha256(CONTENT).hexdigest() in text
    assert hashlib.sha256(b"x" * len(CONTENT)).hexdigest() in text
    assert not (project.web / "vendor/a/file.bin").exists()
    assert partials(project) == []


def test_a_begun_download_goes_on_where_it_ended(get, host, project):
    host.files = {"/a": CONTENT}
    begun(project, CONTENT[:1000])
    path, reported = get(host.url("/a"))
    assert path.read_bytes() == CONTENT
    assert host.requests == [("/a", "bytes=1000-")]
    assert min(reported) > 1000


def test_a_host_without_ranges_is_read_from_the_start(get, host, project):
    host.files, host.ranges = {"/a": CONTENT}, False
    begun(project, b"rubbish")
    path, _ = get(host.url("/a"))
    assert path.read_bytes() == CONTENT


def test_a_wrong_beginning_is_thrown_away(get, host, project):
    host.files = {"/a": CONTENT}
    begun(project, b"rubbish")
    path, _ = get(host.url("/a"))
    assert path.read_bytes() == CONTENT
    assert [asked for _, asked in host.requests] == ["bytes=7-", ""]


def test_a_begun_download_that_is_too_long_is_thrown_away(get, host, project):
    host.files = {"/a": CONTENT}
    begun(project, CONTENT + b"more")
    path, _ = get(host.url("/a"))
    assert path.read_bytes() == CONTENT


def test_a_cut_connection_keeps_what_came_and_the_next_source_goes_on(get, project):
    with FakeHost({"/a": CONTENT}, cut=5000) as cut, FakeHost({"/a": CONTENT}) as whole:
        path, _ = get(cut.url("/a"), whole.url("/a"))
        assert path.read_bytes() == CONTENT
        assert whole.requests == [("/a", "bytes=5000-")]


def test_too_many_bytes_are_not_stored(get, host, project):
    host.files = {"/a": CONTENT + b"x" * (1 << 20)}
    with pytest.raises(UnavailableError, match=f"more than the expected {len(CONTENT)} bytes"):
        get(host.url("/a"))


def test_a_missing_file_is_said_with_its_status(get, host):
    with pytest.raises(UnavailableError, match="answered 404") as caught:
        get(host.url("/nothing"))
    assert not caught.value.unreachable


def test_a_host_that_cannot_be_reached_is_tried_once(get, host, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    connected = []
    connect = socket.create_connection

    def counting(address, *rest, **options):
        connected.append(address[1])
        return connect(address, *rest, **options)

    monkeypatch.setattr(socket, "create_connection", counting)
    host.files = {"/a": CONTENT}
    dead = f"http://127.0.0.1:{port}/a"
    get(dead, host.url("/a"))
    get(dead, host.url("/a"))
    assert connected.count(port) == 1


def test_no_reachable_source_is_recognized_as_such(get):
    with pytest.raises(UnavailableError) as caught:
        get("http://127.0.0.1:9/a")
    assert caught.value.unreachable


def test_a_full_disk_is_one_sentence_and_nothing_lies_in_place(get, host, project, monkeypatch):
    class FullDisk(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    host.files = {"/a": CONTENT}
    opened = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda path, mode="r", **o: FullDisk() if "b" in mode else opened(path, mode, **o),
    )
    with pytest.raises(ServingError, match=r"The disk is full: .* Free some space and start again"):
        get(host.url("/a"))
    assert not (project.web / "vendor/a/file.bin").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(get, host, project):
    host.files = {"/a": CONTENT}
    project.cache.mkdir(parents=True, exist_ok=True)
    (project.cache / "partial").write_text("a file where a folder should be")
    with pytest.raises(ServingError, match="could not be written"):
        get(host.url("/a"))


def test_two_files_of_the_same_content_do_not_share_their_beginnings(project, host, open_sources):
    host.files = {"/license": CONTENT}
    for path in ("vendor/a/LICENSE", "vendor/b/LICENSE"):
        asset = make_asset(CONTENT, path, host.url("/license"))
        fetch(project, asset, open_sources, lambda done: None)
        assert asset.location(project).read_bytes() == CONTENT


def test_stopping_ends_a_transfer(get, host, open_sources):
    host.files = {"/a": CONTENT}
    open_sources.stop()
    with pytest.raises(transfer.StoppedError):
        get(host.url("/a"))


def test_an_unknown_kind_of_source_is_passed_over(get, host):
    host.files = {"/a": CONTENT}
    path, _ = get("gopher:a", host.url("/a"))
    assert path.exists()

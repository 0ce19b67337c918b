"""Members of wheels by range, files of npm packages, work done once."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import threading
import zipfile
from typing import TYPE_CHECKING

import pytest

from serving.errors import ServingError, SourceError
from serving.once import Once
from serving.pip_wheels import PipWheels
from serving.sources import Sources

if TYPE_CHECKING:
    from pathlib import Path

BIG = os.urandom(3_000_000)
NPM = """#!{python}
import io, pathlib, sys, tarfile
specs = [a for a in sys.argv[2:] if not a.startswith("-") and "@" in a]
out = pathlib.Path(sys.argv[sys.argv.index("--pack-destination") + 1])
with open({log!r}, "a") as log:
    log.write(" ".join(specs) + chr(10))
if {error!r}:
    sys.exit("npm error code {error}")
for spec in specs:
    name = spec.removeprefix("@").replace("/", "-").replace("@", "-")
    with tarfile.open(out / (name + ".tgz"), "w:gz") as archive:
        info = tarfile.TarInfo("package/dist/index.js")
        data = spec.encode()
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
"""


@pytest.fixture
def fetch(tmp_path):
    """Fetch one source; gives the bytes."""
    opened = []

    def run(source: str, expected: tuple[str, ...] = (), cache: str = "cache") -> bytes:
        sources = Sources(tmp_path / cache, expected or (source,))
        opened.append(sources)
        partial = tmp_path / "partial"
        sources.fetch(source, partial, 1 << 30, lambda done: None)
        return partial.read_bytes()

    yield run
    for sources in opened:
        sources.close()


@pytest.fixture
def wheel(monkeypatch, host):
    """A wheel on an index that understands ranges."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/big.bin", BIG)
        archive.writestr("folder/small.txt", b"small")
        archive.writestr("folder/other.bin", BIG)
    host.files = {"/mirror.whl": buffer.getvalue()}
    monkeypatch.setattr(PipWheels, "_resolve", lambda self, requirement: host.url("/mirror.whl"))
    return buffer.getvalue()


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """An npm client that packs anything, or fails with a code; gives what it was asked for."""
    log = tmp_path / "npm.log"

    def install(error: str = "") -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        script = folder / "npm"
        script.write_text(NPM.format(python=sys.executable, log=str(log), error=error))
        script.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        return log

    return install


def test_a_member_of_a_wheel_is_read_without_the_rest(fetch, host, wheel):
    assert fetch("pip:mirror==1#folder/small.txt") == b"small"
    asked = [value.removeprefix("bytes=").split("-") for _, value in host.requests]
    assert sum(int(end) - int(start) + 1 for start, end in asked) < len(wheel) / 2


def test_a_large_member_arrives_whole(fetch, wheel):
    assert fetch("pip:mirror==1#folder/big.bin") == BIG


def test_a_member_that_is_not_there_is_named(fetch, wheel):
    with pytest.raises(SourceError, match=r"mirror==1 does not carry nothing\.bin"):
        fetch("pip:mirror==1#folder/nothing.bin")


def test_an_index_without_ranges_is_said(fetch, wheel, host):
    host.ranges = False
    with pytest.raises(SourceError, match="does not serve ranges"):
        fetch("pip:mirror==1#folder/small.txt")


def test_what_is_no_wheel_is_said(fetch, wheel, host):
    host.files = {"/mirror.whl": b"<html>sign in</html>" * 100}
    with pytest.raises(SourceError, match="something that is no wheel"):
        fetch("pip:mirror==1#folder/small.txt")


def test_a_whole_wheel_is_downloaded(fetch, wheel):
    assert fetch("pip:mirror==1") == wheel


def test_a_wheel_in_a_folder_of_this_machine_is_copied(fetch, monkeypatch, tmp_path):
    (tmp_path / "a b.whl").write_bytes(b"wheel")
    url = (tmp_path / "a b.whl").as_uri()
    monkeypatch.setattr(PipWheels, "_resolve", lambda self, requirement: url)
    assert fetch("pip:local==1") == b"wheel"


def test_pip_that_finds_nothing_is_a_source_that_cannot_help(fetch, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "", "ERROR: no matching distribution")
    monkeypatch.setattr(subprocess, "run", lambda *a, **o: failed)
    with pytest.raises(SourceError, match="pip does not find nothing==1"):
        fetch("pip:nothing==1")


def test_a_file_of_an_npm_package(fetch, npm):
    npm()
    assert fetch("npm:@scope/name@1.0#dist/index.js") == b"@scope/name@1.0"


def test_a_file_that_an_npm_package_lacks_is_named(fetch, npm):
    npm()
    with pytest.raises(SourceError, match=r"npm's name@1.0 has no dist/other.js"):
        fetch("npm:name@1.0#dist/other.js")


def test_one_run_of_npm_packs_everything_once_a_host_is_dead(npm, tmp_path):
    log = npm()
    wanted = [f"npm:{name}@1.0#dist/index.js" for name in ("a", "b", "c")]
    with Sources(tmp_path / "cache", wanted) as sources:
        with pytest.raises(SourceError, match="cannot be reached"):
            sources.fetch("http://127.0.0.1:9/x", tmp_path / "x", 1, lambda done: None)
        for name, source in zip("abc", wanted, strict=True):
            sources.fetch(source, tmp_path / name, 99, lambda done: None)
            assert (tmp_path / name).read_text() == f"{name}@1.0"
    assert log.read_text() == "a@1.0 b@1.0 c@1.0\n"


def test_npm_without_a_network_is_asked_once(fetch, npm, tmp_path):
    log = npm(error="ENOTFOUND")
    wanted = [f"npm:{name}@1.0#dist/index.js" for name in ("a", "b")]
    with Sources(tmp_path / "cache", wanted) as sources:
        for source in wanted:
            with pytest.raises(
                SourceError, match=r"npm reaches no registry \(ENOTFOUND\)"
            ) as caught:
                sources.fetch(source, tmp_path / "x", 1, lambda done: None)
            assert caught.value.permanent
    assert len(log.read_text().splitlines()) == 1


def test_npm_on_a_full_disk_is_said_as_such(fetch, npm):
    npm(error="ENOSPC")
    with pytest.raises(ServingError, match="The disk is full"):
        fetch("npm:name@1.0#dist/index.js")


def test_no_npm_is_a_source_that_cannot_help(fetch, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="npm is not installed"):
        fetch("npm:name@1.0#dist/index.js")


def test_a_broken_npm_archive_is_said(fetch, npm, tmp_path):
    npm()
    (tmp_path / "cache/npm").mkdir(parents=True)
    (tmp_path / "cache/npm/name-1.0.tgz").write_bytes(b"no archive")
    (tmp_path / "bin/npm").write_text("#!/bin/sh\n")
    with pytest.raises(SourceError, match=r"npm packed name@1\.0 badly"):
        fetch("npm:name@1.0#dist/index.js")


def test_a_member_that_leaves_its_package_is_not_written(fetch, npm, tmp_path):
    npm()
    folder = tmp_path / "cache/npm"
    folder.mkdir(parents=True)
    with tarfile.open(folder / "name-1.0.tgz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("package/../../../evil.js"), io.BytesIO())
    (tmp_path / "bin/npm").write_text("#!/bin/sh\n")
    with pytest.raises(SourceError, match=r"has no dist/index\.js"):
        fetch("npm:name@1.0#dist/index.js")
    assert not list(tmp_path.rglob("evil.js"))


def test_once_does_the_work_of_many_threads_once():
    once, calls, results = Once(), [], []
    barrier = threading.Barrier(4)

    def work() -> str:
        calls.append(1)
        return "done"

    def ask() -> None:
        barrier.wait()
        results.append(once.get("key", work))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(calls), results) == (1, ["done"] * 4)


def test_once_keeps_a_failure_until_it_is_told_to_forget():
    once, calls = Once(), []

    def fail() -> str:
        calls.append(1)
        raise SourceError("no")

    for _ in range(2):
        with pytest.raises(SourceError):
            once.get("key", fail)
    assert len(calls) == 1
    once.forget_failures()
    assert once.get("key", lambda: "yes") == "yes"

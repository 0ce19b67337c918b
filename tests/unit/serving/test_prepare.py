"""Everything that is missing: in parallel, once, and nothing that is there already."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil

import pytest
from rich.console import Console

from serving import fetch as fetching
from serving.errors import ServingError, storage_error
from serving.prepare import missing, prepare, remove_stale
from serving.progress import Progress
from serving.project import Project
from serving.stamps import Stamps
from tests.unit.serving.fakes import make_asset, make_lock


@pytest.fixture
def assets(host):
    """Five files on a host."""
    contents = {f"/{name}": os.urandom(5000) for name in "abcde"}
    host.files = contents
    return [
        make_asset(content, f"vendor/a-1{name}", host.url(name))
        for name, content in contents.items()
    ]


def test_everything_arrives_and_a_second_time_asks_nobody(project, assets, host):
    prepare(project, assets)
    assert len(host.requests) == 5
    assert missing(project, assets) == []
    prepare(project, assets)
    assert len(host.requests) == 5


def test_what_is_there_is_not_read_again(project, assets, monkeypatch):
    prepare(project, assets)
    monkeypatch.setattr("serving.stamps.sha256_of", lambda path: pytest.fail("read again"))
    assert missing(project, assets) == []


def test_a_changed_file_is_noticed_and_replaced(project, assets):
    prepare(project, assets)
    path = assets[0].location(project)
    content = path.read_bytes()
    path.write_bytes(b"x" * len(content))
    assert missing(project, assets) == [assets[0]]
    prepare(project, assets)
    assert path.read_bytes() == content


def test_a_touched_file_of_the_right_content_stays(project, assets, host):
    prepare(project, assets)
    os.utime(assets[0].location(project), (1, 1))
    prepare(project, assets)
    assert len(host.requests) == 5


def test_offline_names_how_much_is_missing(project, assets):
    with pytest.raises(
        ServingError, match=r"--offline: 5 files \(0.0 MB\) the site needs are not"
    ) as e:
        prepare(project, assets, offline=True)
    assert "vendor/a-1/a" in str(e.value)


def test_one_missing_file_does_not_keep_the_others_away(project, assets, host):
    del host.files["/c"]
    with pytest.raises(ServingError, match="vendor/a-1/c could not be had from any source"):
        prepare(project, assets)
    assert [asset.name for asset in missing(project, assets)] == ["c"]


def test_no_network_is_one_sentence(project):
    assets = [make_asset(b"x", f"vendor/a-1/{n}", "http://127.0.0.1:9/x") for n in "ab"]
    with pytest.raises(ServingError) as caught:
        prepare(project, assets)
    text = str(caught.value)
    assert text.startswith(
        "2 files (0.0 MB) the site needs cannot be downloaded; is there a network"
    )
    assert text.count("127.0.0.1:9 cannot be reached") == 1


def test_a_full_disk_ends_everything_at_once(project, assets, monkeypatch):
    def full(project, asset, partial):
        raise storage_error(OSError(errno.ENOSPC, "No space left on device"), partial)

    monkeypatch.setattr(fetching, "_put", full)
    with pytest.raises(ServingError, match="The disk is full"):
        prepare(project, assets)


def test_a_write_protected_folder_is_one_sentence(project, assets, monkeypatch):
    def denied(self, mode=0o777, parents=False, exist_ok=False):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", denied)
    with pytest.raises(ServingError, match="cannot be written to: Permission denied"):
        prepare(project, assets)


def test_files_of_an_earlier_lock_go(project, assets):
    prepare(project, assets)
    lock = make_lock(project)
    dropped = project.vendor / "mine/own.js"
    dropped.parent.mkdir()
    dropped.write_text("not ours")
    fetched = project.pyodide / "fetched-on-demand.whl"
    fetched.write_bytes(b"wheel")
    Stamps.remember(project, fetched, "0")
    remove_stale(project, [a for a in lock.assets if not a.path.startswith("vendor/a-1/")])
    assert not (project.vendor / "a-1").exists()
    assert dropped.exists()
    assert fetched.exists()


def test_a_copied_checkout_never_touches_the_original(project, assets, tmp_path):
    prepare(project, assets)
    copy = Project(tmp_path / "copy")
    shutil.copytree(project.root, copy.root)
    remove_stale(copy, [])
    assert all(asset.location(project).exists() for asset in assets)
    assert not any(asset.location(copy).exists() for asset in assets)


def test_text_is_packed_while_it_is_there(project, host):
    content = b"export {};\n" * 1000
    host.files = {"/a.js": content}
    prepare(project, [make_asset(content, "vendor/a-1/a.js", host.url("/a.js"))])
    assert [path.suffix for path in (project.cache / "compressed").iterdir()] == [".br"]


def test_plain_progress_says_how_much_and_that_it_is_done():
    output = io.StringIO()
    assets = [make_asset(b"x" * 2_000_000, "vendor/a-1/a")]
    with Progress(assets, Console(file=output, force_terminal=False)) as progress:
        progress.reporter(assets[0])(1_000_000)
        progress.done(assets[0])
    lines = output.getvalue().splitlines()
    assert lines[0] == "Getting 1 file, 2.0 MB"
    assert lines[-1].startswith("Got 1 file, verified, in ")


def test_bars_show_each_file_and_the_sum_in_bytes():
    output = io.StringIO()
    console = Console(file=output, force_terminal=True, width=100, legacy_windows=False)
    assets = [make_asset(b"x" * 2_000_000, "vendor/a-1/a.wasm")]
    with Progress(assets, console) as progress:
        progress.reporter(assets[0])(1_000_000)
    shown = output.getvalue()
    assert "everything" in shown
    assert "a.wasm" in shown
    assert "1.0/2.0 MB" in shown


@pytest.mark.parametrize("climbing", [False, True])
def test_what_lies_outside_the_checkout_is_never_deleted(project, tmp_path_factory, climbing):
    outside = tmp_path_factory.mktemp("elsewhere") / "kept"
    outside.write_text("mine")
    name = os.path.relpath(outside, project.root) if climbing else str(outside)
    project.cache.mkdir(parents=True, exist_ok=True)
    stamps = json.dumps({name: [4, 0, "0"]})
    (project.cache / "assets.json").write_text(stamps, encoding="utf-8")
    remove_stale(project, [])
    assert outside.read_text() == "mine"

"""No request leads out of the folder that it is for."""

from __future__ import annotations

import socket

import pytest

from serving.app import create_app
from serving.assets import load
from serving.background import running
from serving.index import Index
from serving.paths import resolve

ESCAPES = [
    "..",
    "../secret",
    "a/../../secret",
    "a/..",
    "./a/file",
    "a/./file",
    "/etc/passwd",
    "//etc/passwd",
    "a//file",
    "a/file/",
    "",
    "..\\secret",
    "a\\..\\..\\secret",
    "a/file\0.js",
    "a/file\n",
    ".hidden",
    "a/.hidden",
    "%2e%2e/secret",
    "a" * 5000,
    "a/file/more",
]


@pytest.fixture
def root(tmp_path):
    (tmp_path / "secret").write_text("secret")
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    (root / "a/file").write_text("file")
    (root / ".hidden").write_text("hidden")
    (root / "a/.hidden").write_text("hidden")
    return root


@pytest.mark.parametrize("path", ESCAPES)
def test_a_path_that_is_not_plain_leads_nowhere(root, path):
    assert resolve(root, path) is None


def test_plain_paths_lead_to_files_only(root):
    assert resolve(root, "a/file") == root / "a/file"
    assert resolve(root, "a") is None
    assert resolve(root, "a/nothing") is None


def test_links_are_followed_only_inside(root):
    (root / "inside").symlink_to("a/file")
    (root / "outside").symlink_to("../secret")
    (root / "folder").symlink_to("..")
    (root / "loop").symlink_to("loop")
    assert resolve(root, "inside") == root / "a/file"
    for path in ("outside", "folder/secret", "loop"):
        assert resolve(root, path) is None


def test_a_root_that_is_a_link_itself_is_fine(root, tmp_path):
    (tmp_path / "link").symlink_to(root)
    assert resolve(tmp_path / "link", "a/file") == root / "a/file"


def test_a_folder_whose_name_begins_like_the_root_is_outside(root, tmp_path):
    (tmp_path / "root-other").mkdir()
    (tmp_path / "root-other/file").write_text("x")
    (root / "link").symlink_to("../root-other/file")
    assert resolve(root, "link") is None


def test_raw_requests_do_not_leave_the_site(project):
    """Over a socket, since clients tidy paths up before they send them."""
    targets = [
        "/../pyproject.toml",
        "/..%2fpyproject.toml",
        "/%2e%2e/pyproject.toml",
        "/%2e%2e%2fpyproject.toml",
        "/vendor/../../pyproject.toml",
        "/vendor/%2e%2e/%2e%2e/pyproject.toml",
        "/vendor/..%5c..%5cpyproject.toml",
        "/wheels/..%2f..%2fpyproject.toml",
        "/wheels/%2e%2e%2fpyproject.toml",
        "/models/%2e%2e/pyproject.toml",
        "/%252e%252e/pyproject.toml",
        "//pyproject.toml",
        "/main.js%00.css",
        "/%c0%ae%c0%ae/pyproject.toml",
    ]
    app = create_app(project, load(project.asset_lock), Index(project, print))
    with running(app) as url:
        port = int(url.rstrip("/").rpartition(":")[2])
        assert _status(port, "/main.js") == 200
        assert {target: _status(port, target) for target in targets} == dict.fromkeys(targets, 404)


def _status(port: int, target: str) -> int:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        with connection.makefile("rb") as answer:
            return int(answer.readline().split()[1])

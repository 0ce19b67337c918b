"""A static copy: whole, without a server's help, and without what is only the tests'."""

from __future__ import annotations

import html
import json

import pytest

from serving.assets import load
from serving.build import build
from serving.cli import parse
from serving.errors import ServingError
from serving.lock import PYODIDE_CDN
from serving.page import import_map
from serving.policy import script_hash
from tests.unit.serving.fakes import NUMPY, PYODIDE_LOCK, between, make_lock, make_wheel


@pytest.fixture
def out(project, tmp_path):
    make_wheel(project.wheels, "thing-1.0-py3-none-any.whl")
    lock = json.loads(json.dumps(PYODIDE_LOCK))
    far = {**lock["packages"]["numpy"], "name": "far", "file_name": "far-1.0-py3-none-any.whl"}
    lock["packages"]["far"] = far
    (project.pyodide / "pyodide-lock.json").write_text(json.dumps(lock))
    project.asset_lock.write_text(make_lock(project).dump(), encoding="utf-8")
    return tmp_path / "dist"


def run(project, out, *arguments: str) -> int:
    return build(project, parse(["--offline", "build", "--out", str(out), *arguments]))


def test_everything_the_page_keeps_is_in_the_copy(project, out):
    run(project, out)
    text = (out / "shared/site.js").read_text()
    site = json.loads(text.removeprefix("export const SITE = ").removesuffix(";\n"))
    for url in site["precache"]:
        assert (out / (f"{url}index.html" if url[-1:] in {"", "/"} else url)).is_file()
    assert (out / "sw.js").exists()
    assert not (out / "assets.lock.json").exists()


def test_the_page_carries_its_policy(project, out):
    run(project, out)
    page = (out / "index.html").read_text()
    meta = between('<meta http-equiv="Content-Security-Policy" content="', '">', page)
    policy = html.unescape(meta)
    assert f"'{script_hash(import_map(load(project.asset_lock)))}'" in policy
    assert "frame-ancestors" not in policy
    assert page.index("<meta http-equiv") < page.index("<script")


def test_packages_that_are_not_in_the_copy_are_named_by_their_address(project, out):
    run(project, out)
    packages = json.loads((out / "wheels/pyodide-lock.json").read_text())["packages"]
    assert packages["numpy"]["file_name"] == NUMPY
    assert packages["thing"]["file_name"] == "thing-1.0-py3-none-any.whl"
    far = PYODIDE_CDN.format(version="1.0", file="far-1.0-py3-none-any.whl")
    assert packages["far"]["file_name"] == far
    for name in ("numpy", "thing"):
        assert (out / "wheels" / packages[name]["file_name"]).exists()


def test_hosts_that_read_a_headers_file_get_isolation_below_the_base(project, out):
    run(project, out, "--base-url", "/docs/")
    text = (out / "_headers").read_text()
    assert text.startswith("/docs/*\n  Cross-Origin-Opener-Policy: same-origin\n")
    assert "/docs/vendor/*\n  Cache-Control: public, max-age=31536000, immutable\n" in text
    for folder in ("vendor", "wheels", "models"):
        shared = text.split(f"/docs/{folder}/*\n")[1]
        assert "Access-Control-Allow-Origin: *\n" in shared.partition("\n/")[0] + "\n"
    assert "Access-Control" not in text.split("/docs/vendor/*")[0]


def test_a_second_copy_replaces_the_first(project, out):
    run(project, out)
    (out / "old.js").write_text("old")
    run(project, out)
    assert not (out / "old.js").exists()


def test_a_folder_of_something_else_is_left_alone(project, out):
    out.mkdir()
    (out / "thesis.tex").write_text("years of work")
    with pytest.raises(ServingError, match="holds something that is no copy of this site"):
        run(project, out)
    assert (out / "thesis.tex").exists()


def test_models_come_along(project, out, tmp_path):
    folder = tmp_path / "models/net"
    folder.mkdir(parents=True)
    document = json.dumps({"format": "graph-model", "weightsManifest": []})
    (folder / "model.json").write_text(document)
    arguments = ["--offline", "--models", str(folder.parent), "build", "--out", str(out)]
    build(project, parse(arguments))
    assert json.loads((out / "models/index.json").read_text())["models"][0]["name"] == "net"
    assert (out / "models/net/model.json").read_text() == document

"""What a browser gets: status, headers, bytes."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from base64 import b64encode

import brotli
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from serving.app import Settings, create_app
from serving.assets import load
from serving.index import Index
from serving.page import style_sheet
from serving.project import Project
from tests.unit.serving.fakes import NUMPY, between, make_wheel

WASM = "/vendor/pyodide-1.0/pyodide.asm.wasm"
ISOLATION = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


@pytest.fixture
def warnings():
    return []


@pytest.fixture
def serve(project, warnings):
    """Start the application; gives a client."""
    clients = []

    def start(settings=None, base_url="http://127.0.0.1:8000", **options) -> TestClient:
        index = Index(project, warnings.append)
        app = create_app(project, load(project.asset_lock), index, settings, **options)
        client = TestClient(app, base_url=base_url, headers={"Accept-Encoding": "identity"})
        clients.append(client.__enter__())
        return client

    yield start
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def client(serve):
    return serve()


@pytest.mark.parametrize(
    "path",
    ["/", "/main.js", WASM, "/nothing", "/wheels/pyodide-lock.json", "/models/x", "/%2e%2e/x"],
)
def test_every_response_has_the_headers_of_isolation(client, path):
    headers = client.get(path).headers
    assert ISOLATION.items() <= dict(headers).items()
    assert "default-src 'self'" in headers["content-security-policy"]


def test_a_refused_host_gets_the_headers_too(client):
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 421
    assert ISOLATION.items() <= dict(response.headers).items()


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", "same-origin"),
        ("/main.js", "same-origin"),
        (WASM, "cross-origin"),
        ("/wheels/pyodide-lock.json", "cross-origin"),
        ("/models/a", "same-origin"),
    ],
)
def test_only_what_others_may_embed_says_so(client, path, policy):
    headers = client.get(path, headers={"Origin": "https://docs.example"}).headers
    assert headers["cross-origin-resource-policy"] == policy
    readable = "*" if policy == "cross-origin" else None
    assert headers.get("access-control-allow-origin") == readable


def test_the_policy_allows_exactly_the_import_map_of_the_page(client):
    response = client.get("/")
    script = between('<script type="importmap">', "</script>", response.text)
    assert json.loads(script) == {"imports": {"comlink": "./vendor/comlink-4/comlink.mjs"}}
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = response.headers["content-security-policy"]
    scripts = policy.partition("script-src ")[2].partition(";")[0].split()
    assert scripts[:3] == ["'self'", "'wasm-unsafe-eval'", "blob:"]
    assert f"'sha256-{digest}'" in scripts[3:]  # the others are for pages in folders
    assert all(source.startswith("'sha256-") for source in scripts[3:])
    assert "'unsafe-eval'" not in policy
    assert "unsafe-inline" not in policy
    for directive in ("worker-src 'self' blob:", "object-src 'none'", "frame-ancestors 'self'"):
        assert directive in policy


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.json", "application/json"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.html", "text/html; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.webmanifest", "application/manifest+json"),
        ("a.py", "text/x-python; charset=utf-8"),
        ("a.bin", "application/octet-stream"),
        ("group1-shard1of1", "application/octet-stream"),
        ("a.whl", "application/zip"),
    ],
)
def test_media_types(client, project, name, media):
    (project.web / name).write_bytes(b"x")
    assert client.get(f"/{name}").headers["content-type"] == media


def test_vendor_files_are_immutable_and_ours_are_asked_for_again(client):
    assert client.get(WASM).headers["cache-control"] == "public, max-age=31536000, immutable"
    for path in ("/", "/main.js", "/sw.js", "/shared/site.js", "/wheels/pyodide-lock.json"):
        assert client.get(path).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/main.js", WASM, "/shared/site.js"])
def test_an_unchanged_file_is_not_sent_again(client, path):
    first = client.get(path)
    tag = first.headers["etag"]
    for value in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": value})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_changed_file_has_another_tag(client, project):
    tag = client.get("/main.js").headers["etag"]
    (project.web / "main.js").write_text("changed")
    response = client.get("/main.js", headers={"If-None-Match": tag})
    assert (response.status_code, response.text.splitlines()[0]) == (200, "changed")


def test_ranges(client, project):
    content = (project.pyodide / "pyodide.asm.wasm").read_bytes()
    for header, start, end in (
        ("bytes=0-9", 0, 10),
        ("bytes=100-", 100, len(content)),
        ("bytes=-5", len(content) - 5, len(content)),
    ):
        response = client.get(WASM, headers={"Range": header, "Accept-Encoding": "br"})
        assert response.status_code == 206
        assert response.content == content[start:end]
        assert response.headers["content-range"] == f"bytes {start}-{end - 1}/{len(content)}"
    refused = client.get(WASM, headers={"Range": f"bytes={len(content)}-"})
    assert refused.status_code == 416
    assert client.get(WASM).headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("deflate", None),
        ("br;q=0", None),
        ("br;q=nonsense", None),
    ],
)
def test_text_and_wasm_are_sent_packed_to_those_who_can_unpack(client, project, accept, encoding):
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    for path in ("/main.js", WASM):
        with client.stream("GET", path, headers={"Accept-Encoding": accept}) as response:
            raw = b"".join(response.iter_raw())
        assert response.headers.get("content-encoding") == encoding
        assert response.headers["vary"] == "Accept-Encoding"
        assert int(response.headers["content-length"]) == len(raw)
        assert unpack(raw) == client.get(path).content


def test_each_encoding_has_its_own_tag_and_all_match(client):
    tags = {
        encoding: client.get(WASM, headers={"Accept-Encoding": encoding}).headers["etag"]
        for encoding in ("br", "gzip", "identity")
    }
    assert len(set(tags.values())) == 3
    for tag in tags.values():
        assert client.get(WASM, headers={"If-None-Match": tag}).status_code == 304


def test_archives_are_not_packed_again(client):
    response = client.get(f"/wheels/{NUMPY}", headers={"Accept-Encoding": "br"})
    assert "content-encoding" not in response.headers
    assert "vary" not in response.headers


def test_head_has_the_headers_without_the_bytes(client):
    for path in ("/", "/main.js", WASM, "/shared/site.js"):
        get, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/main.js", "/shared/site.js", "/wheels/x.whl"])
def test_nothing_but_get_and_head(client, method, path):
    response = client.request(method, path)
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/assets.lock.json",
        "/styles",
        "/styles/",
        "//main.js",
        "/.gitignore",
        "/vendor/",
    ],
)
def test_what_is_not_part_of_the_site_is_not_found(client, path):
    response = client.get(f"http://127.0.0.1:8000{path}")
    assert (response.status_code, response.text) == (404, "404 There is nothing here.\n")
    assert response.headers["content-type"].startswith("text/plain")
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("host", "header", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8000", 200),
        ("127.0.0.1", "localhost:8000", 200),
        ("127.0.0.1", "LOCALHOST", 200),
        ("127.0.0.1", "app.localhost:8000", 200),
        ("127.0.0.1", "[::1]:8000", 200),
        ("127.0.0.1", "127.0.0.2", 200),
        ("127.0.0.1", "evil.example", 421),
        ("127.0.0.1", "localhost.evil.example", 421),
        ("127.0.0.1", "192.168.0.7:8000", 421),
        ("127.0.0.1", "", 421),
        ("box.lan", "box.lan:8000", 200),
        ("box.lan", "other.lan:8000", 421),
        ("192.168.0.7", "192.168.0.7:8000", 200),
        ("0.0.0.0", "192.168.0.7:8000", 200),
        ("0.0.0.0", "evil.example", 421),
    ],
)
def test_only_our_own_names_are_answered(serve, host, header, status):
    client = serve(Settings(host=host))
    assert client.get("/", headers={"Host": header}).status_code == status


def test_the_site_module_describes_what_is_served(client, project):
    text = client.get("/shared/site.js").text
    site = json.loads(text.removeprefix("export const SITE = ").removesuffix(";\n"))
    assert re.fullmatch(r"[0-9a-f]{12}", site["build"])
    assert site["vendor"] == {"pyodide": "vendor/pyodide-1.0/", "comlink": "vendor/comlink-4/"}
    assert site["versions"] == {"pyodide": "1.0", "comlink": "4", "library": "0.1.0"}
    assert site["models"] is False
    assert site["bytes"]["vendor/pyodide-1.0/pyodide.asm.wasm"] == 4000
    assert site["bytes"][f"wheels/{NUMPY}"] == 5
    assert {"", "main.js", "shared/site.js", "wheels/pyodide-lock.json"} <= set(site["precache"])
    assert not {"sw.js", "index.html", "assets.lock.json"} & set(site["precache"])
    for url in site["precache"]:
        assert client.get(f"/{url}").status_code == 200
    for url, size in site["bytes"].items():
        assert int(client.head(f"/{url}").headers["content-length"]) == size


def test_the_build_changes_with_any_file_of_the_site(client, project):
    def build() -> str:
        return between('"build": "', '"', client.get("/shared/site.js").text)

    before = build()
    assert build() == before
    (project.web / "styles/base.css").write_text("body { margin: 1px }")
    styled = build()
    make_wheel(project.wheels, "thing-1.0-py3-none-any.whl")
    assert len({before, styled, build()}) == 3


def test_pages_share_parts_that_know_where_the_base_is(client, project):
    (project.web / "parts").mkdir()
    (project.web / "deep").mkdir()
    head = project.web / "parts/head.html"
    head.write_text('<link rel="icon" href="{{UP}}icon.svg">\n')
    for page in ("index.html", "deep/index.html"):
        (project.web / page).write_text("<head>\n{{head}}\n</head>")
    assert client.get("/").text == '<head>\n<link rel="icon" href="./icon.svg">\n</head>'
    assert 'href="../icon.svg"' in client.get("/deep/").text
    assert client.get("/parts/head.html").status_code == 404
    site = client.get("/shared/site.js").text
    assert "parts/" not in site
    head.write_text("<title>Other</title>\n")
    assert client.get("/shared/site.js").text != site


def test_the_style_sheets_of_a_page_come_in_one_file_in_their_order(client, project):
    (project.web / "deep").mkdir()
    (project.web / "deep/own.css").write_text("b {}\n")
    links = [
        f'    <link rel="stylesheet" href="../{url}">'
        for url in ("styles/base.css", "deep/own.css")
    ]
    lines = ["<head>", links[0], "    <title>Deep</title>", links[1], "</head>\n"]
    (project.web / "deep/index.html").write_text("\n".join(lines))
    lines[1:4] = ['    <link rel="stylesheet" href="./styles.css">', lines[2]]
    assert client.get("/deep/").text == "\n".join(lines)
    sheet = client.get("/deep/styles.css")
    assert sheet.headers["content-type"] == "text/css; charset=utf-8"
    base = (project.web / "styles/base.css").read_text()
    assert sheet.text == f"/* styles/base.css */\n{base}/* deep/own.css */\nb {{}}\n"
    kept = client.get("/shared/site.js").text
    assert '"deep/styles.css"' in kept
    assert "own.css" not in kept


def test_each_style_sheet_of_the_site_belongs_to_a_page():
    web = Project().web
    sheets = "".join(
        style_sheet(web, page) for page in (web / "index.html", web / "console/index.html")
    )
    for path in (web / "styles").rglob("*.css"):
        assert f"/* {path.relative_to(web).as_posix()} */\n" in sheets


def test_wheels_of_the_distribution_and_dropped_ones_are_served(client, project):
    make_wheel(project.wheels, "thing-1.0-py3-none-any.whl")
    lock = client.get("/wheels/pyodide-lock.json").json()
    assert {"numpy", "thing"} <= set(lock["packages"])
    for name in ("numpy", "thing"):
        entry = lock["packages"][name]
        content = client.get(f"/wheels/{entry['file_name']}").content
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_a_file_of_the_distribution_that_cannot_be_had_says_why(serve, project):
    (project.pyodide / NUMPY).unlink()
    response = serve(Settings(offline=True)).get(f"/wheels/{NUMPY}")
    assert response.status_code == 504
    assert "is not here yet, and the server is --offline" in response.text


def test_other_files_of_the_wheels_folder_are_not_served(client, project):
    project.wheels.mkdir(exist_ok=True)
    (project.wheels / "README.md").write_text("x")
    assert client.get("/wheels/README.md").status_code == 404


def test_models_are_served_only_when_asked_for(serve, client, tmp_path):
    folder = tmp_path / "models/net"
    folder.mkdir(parents=True)
    manifest = [{"paths": ["group1-shard1of1"], "weights": []}]
    model = {"format": "graph-model", "modelTopology": {}, "weightsManifest": manifest}
    (folder / "model.json").write_text(json.dumps(model))
    (folder / "group1-shard1of1").write_bytes(b"12345")
    assert client.get("/models/index.json").status_code == 404
    assert client.get("/models/net/model.json").status_code == 404
    served = serve(Settings(models=folder.parent))
    size = (folder / "model.json").stat().st_size + 5
    assert served.get("/models/index.json").json() == {
        "models": [
            {"name": "net", "path": "net/model.json", "format": "graph-model", "bytes": size}
        ]
    }
    assert served.get("/models/net/group1-shard1of1").content == b"12345"
    assert '"models": true' in served.get("/shared/site.js").text


def test_a_test_may_add_routes_before_the_sites_own(serve):
    route = Route("/main.js", lambda request: PlainTextResponse("mine"))
    assert serve(extra=[route]).get("/main.js").text == "mine"

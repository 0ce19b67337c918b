"""Bundles: evaluated as a browser would evaluate the modules, nothing twice, lines mapped."""

from __future__ import annotations

import json
import subprocess
from shutil import which

import pytest

from serving.bundle import Bundle, entries
from serving.errors import ServingError
from serving.project import Project
from serving.site import PARTS

SITE = {
    "index.html": '<script type="module" src="./main.js"></script>',
    "head.html": '<script type="module" src="./app/runtime.js" async></script>',
    "main.js": (
        'import { twice as double } from "./app/numbers.js";\nimport "./app/effect.js";\n'
        'import { runtime } from "./app/runtime.js";\nimport { name } from "./app/names.js";\n'
        'import { far } from "elsewhere";\n'
        "export const shown = [double(4), runtime.name, name, far];\n"
    ),
    "app/numbers.js": (
        "export const two = 2;\nexport function twice(n) {\n  return two * n;\n}\n"
        "export async function later() {}\nexport class Thing {}\n"
    ),
    "app/effect.js": 'import * as numbers from "./numbers.js";\n\nnumbers.twice(1);\nexport {};\n',
    "app/names.js": 'export const name = "tfjs";\n',
    "app/runtime.js": (
        '/** @type {import("./names.js")} */\nimport { name } from "./names.js";\n\n'
        'export const runtime = { name, worker: new URL("../w/worker.js", import.meta.url) };\n'
    ),
    "w/worker.js": 'import { start } from "./start.js";\n\nstart();\n',
    "w/start.js": (
        'export const start = () => import("./host.js");\n'
        'export const here = new URL("x", import.meta.url);\n'
    ),
    "w/host.js": "export const host = 1;\n",
}
STARTS = {"main.js", "app/runtime.js", "w/worker.js", "w/host.js"}


def bundle(entry: str, **changed: str) -> Bundle:
    files = SITE | {name.replace("__", "/") + ".js": text for name, text in changed.items()}
    return Bundle(entry, STARTS, files.__getitem__)


def test_the_modules_that_a_browser_is_sent_to_are_found():
    assert entries(SITE.items()) == STARTS


def test_a_bundle_holds_what_its_entry_imports_in_the_order_of_evaluation():
    main = bundle("main.js")
    assert main.modules == ["app/numbers.js", "app/effect.js", "main.js"]
    assert "const $app_numbers = (() => {{ const two = 2;\n" in main.text
    assert "return {two, twice, later, Thing}; }})();\n" in main.text
    assert "const { twice: double } = $app_numbers;" in main.text
    assert "const numbers = $app_numbers;" in main.text
    assert "export const shown = " in main.text


def test_what_another_entry_holds_comes_from_its_bundle():
    main, runtime = bundle("main.js"), bundle("app/runtime.js")
    assert main.text.startswith('import * as $app_runtime from "./app/runtime.js";\n')
    assert "const { name } = $app_runtime.$app_names;" in main.text
    assert "const { runtime } = $app_runtime;" in main.text
    assert runtime.modules == ["app/names.js", "app/runtime.js"]
    assert "export { $app_names };" in runtime.text


def test_addresses_are_those_of_the_modules_themselves():
    worker = bundle("w/worker.js").text
    assert 'const start = () => import("./host.js");' in worker
    assert 'new URL("x", new URL("./start.js", import.meta.url).href)' in worker
    moved = bundle("main.js", app__effect='export const at = () => import("../w/host.js");\n')
    assert 'import("./w/host.js")' in moved.text


def test_each_line_is_mapped_to_its_own_in_its_module():
    main = bundle("main.js")
    lines = main.text.split("\n")
    sections = json.loads(main.source_map)["sections"]
    assert lines[-2] == "//# sourceMappingURL=main.js.map"
    assert [section["map"]["sources"] for section in sections] == [[f"./{m}"] for m in main.modules]
    for section, module in zip(sections, main.modules, strict=True):
        source = SITE[module].removesuffix("\n").split("\n")
        assert section["map"]["mappings"].split(";") == ["AAAA"] + ["AACA"] * (len(source) - 1)
        line, column = section["offset"]["line"], section["offset"]["column"]
        for number, text in enumerate(source):
            here = lines[line + number][column if number == 0 else 0 :]
            assert here == text or not text.startswith(("  ", "numbers"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("export default 3;\n", "'export default 3;'"),
        ("export let n = 3;\n", "'export let n = 3;'"),
        ('import names from "./names.js";\n', "import names from"),
        ('export { name } from "./names.js";\n', "export { name } from"),
        ('import { shown } from "../main.js";\n', "main.js → main.js"),
        ('import { effect } from "./effect.js";\n', "app/effect.js → app/effect.js"),
    ],
)
def test_what_is_written_otherwise_is_refused(text, said):
    with pytest.raises(ServingError) as error:
        Bundle("main.js", {"main.js"}, (SITE | {"app/effect.js": text}).__getitem__)
    assert said in str(error.value)


def the_site() -> dict[str, str]:
    web = Project().web
    found = {
        path.relative_to(web).as_posix().removeprefix(PARTS): path.read_text(encoding="utf-8")
        for path in web.rglob("*")
        if path.suffix in {".html", ".js"} and not path.is_relative_to(web / "vendor")
    }
    found["shared/site.js"] = "export const SITE = {};\n"
    return {url: text.replace("{{UP}}", "./") for url, text in found.items()}


def test_nothing_of_the_site_is_in_a_worker_or_a_page_twice_but_constants():
    files = the_site()
    starts = entries(files.items())
    held = {entry: set(Bundle(entry, starts, files.__getitem__).modules) for entry in starts}
    realms = [
        {"app/runtime.js", "main.js", "app/editor/codemirror.js"},
        {"app/runtime.js", "console/main.js"},
        {"worker/worker.js", "worker/tf_host.js"},
    ]
    assert set().union(*realms) | {"worker/decode_worker.js", "worker/snapshot_worker.js"} == starts
    for realm in realms:
        for entry in realm:
            for other in realm - {entry}:
                assert held[entry] & held[other] <= {"shared/site.js"}, (entry, other)


@pytest.mark.skipif(which("node") is None, reason="no JavaScript parser here")
def test_bundles_are_modules(tmp_path):
    files = the_site()
    starts = entries(files.items())
    path = tmp_path / "bundle.mjs"

    def is_module(text: str) -> bool:
        path.write_text(text, encoding="utf-8")
        return subprocess.run(["node", "--check", path], check=False).returncode == 0

    for entry in starts:
        assert is_module(Bundle(entry, starts, files.__getitem__).text)
    assert is_module(bundle("main.js", app__effect="function f() {}\n").text)
    assert not is_module(bundle("main.js", app__effect="function f() {}\n" * 2).text)

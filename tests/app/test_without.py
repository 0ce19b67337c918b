"""Visits without a GPU, without what makes WASM fast, and without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import Response
from starlette.routing import Route

from serving.project import CHECKOUT
from tests.app import programs
from tests.app.page import Page
from tests.support.chromium import chromium
from tests.support.site import PREFIX, serving_site

if TYPE_CHECKING:
    from starlette.requests import Request

HIDE = {
    "webgl": "OffscreenCanvas.prototype.getContext = () => null;",
    "webgpu": "Object.defineProperty(Navigator.prototype, 'gpu', {get: () => undefined});",
}
# Instructions of SIMD begin with 0xfd, those of threads with 0xfe: TF.js asks whether a module with
# one of them is valid.
NO_INSTRUCTION = """
const validate = WebAssembly.validate.bind(WebAssembly);
WebAssembly.validate = (bytes) => !new Uint8Array(bytes).includes(%s) && validate(bytes);
"""
FUSED = """
import tfjs as tf

f = tf.function(lambda x: (x + 1.0) * x)
results = [f(tf.constant([1.0, 2.0])).numpy().tolist() for _ in range(2)]
["fused" in f._traced.popitem()[1].variants[0].program.describe(), *results]
"""
ADDRESSES = {"index.html": "", "console/index.html": "console/", "console": "console/"}
GET = """
fetch(arguments[0])
  .then(async (page) => arguments[1]([page.url, (await page.text()).includes("data-testid")]))
  .catch((error) => arguments[1]([error.message, false]));
"""
KEEP = """
const [file, done] = arguments;
caches.keys().then(async (names) => {
  await (await caches.open(names.find((name) => name.startsWith('tfjs-site-')))).add(file);
  done();
});
"""
KEPT = "navigator.serviceWorker.ready.then((r) => arguments[0](r.active.state))"


@pytest.mark.parametrize("name", HIDE)
def test_a_browser_without_a_gpu_says_so_and_classifies(world, site, pictures, name):
    with chromium(flags=(world.flag,)) as driver:
        script = {"source": HIDE[name]}
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", script)
        page = Page(driver, site).open()
        facts = page.driver.execute_async_script(
            "py.report().then((r) => arguments[0](r.backends))"
        )
        fact = next(fact for fact in facts if fact["name"] == name)
        assert fact["available"] is False
        assert "no WebGPU" in fact["detail"] or "refused" in fact["detail"]
        page.write_program(programs.TINY_LAYERS)
        page.after_run(lambda: page.upload(pictures["red.png"]))
        assert page.labels[0] == "red"


def hiding(instruction: str) -> tuple[Route, ...]:
    """Routes that run a line in the worker before anything else there."""

    def worker(request: Request) -> Response:
        text = (CHECKOUT / "web" / "worker" / "worker.js").read_text(encoding="utf-8")
        first = 'import "./hide.js";\nimport "./worker.js?real";\n'
        text = text if request.url.query == "real" else first
        return Response(text, media_type="text/javascript")

    def hide(_: Request) -> Response:
        return Response(NO_INSTRUCTION % instruction, media_type="text/javascript")

    return Route("/worker/worker.js", worker), Route("/worker/hide.js", hide)


@pytest.mark.parametrize(
    ("instruction", "detail"),
    [("0xfd", "no SIMD, 1 thread"), ("0xfe", "SIMD, 1 thread")],
    ids=["simd", "threads"],
)
def test_wasm_does_with_less_and_says_so(world, models_folder, pictures, instruction, detail):
    with (
        serving_site(models_folder, hiding(instruction)) as site,
        chromium(flags=(world.flag,)) as driver,
    ):
        page = Page(driver, site).open()
        facts = driver.execute_async_script("py.report().then((r) => arguments[0](r.backends))")
        assert next(f["detail"] for f in facts if f["name"] == "wasm") == detail
        found = driver.execute_async_script("py(arguments[0]).then(arguments[1])", FUSED)
        assert found == [instruction != "0xfd", [2, 6], [2, 6]]
        page.write_program(programs.TINY_LAYERS)
        page.after_run(lambda: page.upload(pictures["red.png"]))
        assert page.labels[0] == "red"


def test_a_visit_without_a_network_starts_from_what_was_kept(world):
    with chromium(flags=(world.flag,)) as driver:
        with serving_site(None) as site:
            page = Page(driver, site).open()
            assert driver.execute_async_script(KEPT) in {"activating", "activated"}
            driver.execute_async_script(KEEP, f"{PREFIX}/listeners.js")  # what only tests need
        page.open()
        script = "py('import tfjs as tf; float(tf.constant(2.0) + 1.0)').then(arguments[0])"
        assert driver.execute_async_script(script) == 3
        driver.execute_cdp_cmd("Network.clearBrowserCache", {})  # the site's own has it all
        page.open()
        assert driver.execute_async_script(script) == 3
        for asked, led in ADDRESSES.items():
            url, is_page = driver.execute_async_script(GET, site + asked)
            assert (url, is_page) == (site + led, True)

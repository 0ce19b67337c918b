"""Visits without a GPU, and without a network."""

from __future__ import annotations

import pytest

from tests.app import programs
from tests.app.page import Page
from tests.support.chromium import chromium
from tests.support.site import serving_site

HIDE = {
    "webgl": "OffscreenCanvas.prototype.getContext = () => null;",
    "webgpu": "Object.defineProperty(Navigator.prototype, 'gpu', {get: () => undefined});",
}
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


def test_a_visit_without_a_network_starts_from_what_was_kept(world):
    with chromium(flags=(world.flag,)) as driver:
        with serving_site(None) as site:
            page = Page(driver, site).open()
            assert driver.execute_async_script(KEPT) in {"activating", "activated"}
        page.open()
        script = "py('import tfjs as tf; float(tf.constant(2.0) + 1.0)').then(arguments[0])"
        assert driver.execute_async_script(script) == 3

"""A static copy below a folder, on a host that sends files and nothing else."""

from __future__ import annotations

import mimetypes
import shutil
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from serving.background import running
from serving.build import write
from tests.app import programs
from tests.app.console_page import ConsolePage
from tests.app.page import Page
from tests.support.chromium import chromium
from tests.support.models import LAYERS
from tests.support.site import prepared

if TYPE_CHECKING:
    from pathlib import Path

BASE = "x/"
FOCUS = "document.querySelector('[data-testid=editor]').focus()"
KEPT = "navigator.serviceWorker.ready.then((r) => arguments[0](r.active.state))"
BUILDS = "caches.keys().then((all) => arguments[0](all.filter((name) => /^tfjs-site-/.test(name))))"
MARK = "return document.documentElement.dataset.mark ?? ''"


class StaticPage(Page):
    """A page whose host has nothing of the tests."""

    def gesture(self, name: str, *_: Any) -> Any:
        """The one that writing a program needs."""
        assert name == "focusEditor"
        return self.driver.execute_script(FOCUS)


def host(folder: Path) -> Starlette:
    """Any static host: no headers of ours, and a page for a folder's address."""
    mimetypes.add_type("application/wasm", ".wasm")
    return Starlette(routes=[Mount("/", StaticFiles(directory=folder, html=True))])


def visit(driver, root, pictures) -> None:
    """Classify a picture, then use the console."""
    page = StaticPage(driver, f"{root}{BASE}").open()
    assert driver.execute_script("return crossOriginIsolated") is False
    page.write_program(programs.TINY_LAYERS)
    page.after_run(lambda: page.upload(pictures["red.png"]))
    page.wait_for("result")
    assert page.labels[:1] == ["red"], page.situation()
    assert page.complaints() == []
    page.find("nav-console").click()
    console = ConsolePage(driver, f"{root}{BASE}")
    console.wait_until_ready()
    assert driver.current_url == f"{root}{BASE}console/"
    assert "[4. 6.]" in console.run(
        "import tfjs as tf\nprint((tf.constant([1., 2.]) + [3, 4]).numpy())"
    )
    assert console.complaints() == []


def is_updated(driver, root, site: Path) -> None:
    """A visit gives one build: the kept one as long as the server has it, else the server's."""
    page = StaticPage(driver, f"{root}{BASE}")
    (was,) = driver.execute_async_script(BUILDS)
    with (site / "main.js").open("a", encoding="utf-8") as main:
        main.write('document.documentElement.dataset.mark = "new";\n')
    page.open()
    assert driver.execute_script(MARK) == ""
    build = was.removeprefix("tfjs-site-")
    script = site / "shared" / "site.js"
    assert build in script.read_text("utf-8")
    script.write_text(script.read_text("utf-8").replace(build, "anew"), "utf-8")
    page.open()
    assert driver.execute_script(MARK) == "new"
    page.wait(lambda: driver.execute_async_script(BUILDS) == ["tfjs-site-anew"], "No new build", 90)


def test_a_copy_below_a_folder_works_without_headers_and_then_without_a_network(
    world, pictures, models_folder, tmp_path
):
    models = tmp_path / "models"
    shutil.copytree(models_folder / LAYERS, models / LAYERS)
    project, lock, index = prepared()
    write(project, lock, index, tmp_path / BASE, base=f"/{BASE}", models=models)
    with chromium(flags=(world.flag,)) as driver:
        with running(host(tmp_path)) as root:
            visit(driver, root, pictures)
            assert driver.execute_async_script(KEPT) in {"activating", "activated"}
            is_updated(driver, root, tmp_path / BASE)
        visit(driver, root, pictures)

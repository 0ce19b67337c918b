"""The measurements, from the host's side: which pages, in which order, how often."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from starlette.responses import FileResponse, Response
from starlette.routing import Route

from tests.support.chromium import chromium
from tests.support.site import serving_site

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from starlette.requests import Request

HERE = Path(__file__).parent
MODEL = "/models/mobilenet_v1_025_224_graph/model.json"
LAYERS = "/models/mobilenet_v1_025_224_layers/model.json"
BOOT_ROUNDS = 5
LEAVING = 1
"""Seconds between pages."""
ARRANGING = ("reshape", "transpose", "expand_dims", "squeeze", "t[1:3]", "t[2]", "t[:, 0]")
SERVICE_WORKER = "navigator.serviceWorker.ready.then((r) => arguments[0](r.active !== null))"
SNAPSHOT = (
    "navigator.storage.getDirectory().then((root) => root.getDirectoryHandle('starts'))"
    ".then((starts) => Array.fromAsync(starts.keys())).catch(() => [])"
    ".then((names) => arguments[0](names.some((name) => name.startsWith('snapshot'))))"
)


def routes() -> tuple[Route, ...]:
    """The pages of `site/`, under `bench/`."""
    return (Route("/bench/{file}", _file),)


def _file(request: Request) -> Response:
    path = HERE / "site" / request.path_params["file"]
    return FileResponse(path) if path.is_file() else Response(status_code=404)


def steady(data: Path) -> dict[str, Any]:
    """What repeats: ops, copies, inference, memory."""
    photo = data / "images" / "cat_tabby_224.jpg"
    with serving_site(data / "models", routes()) as url, chromium() as driver:
        driver.get(f"{url}bench/steady.html")
        driver.execute_async_script("ready.then(arguments[0])")
        for file in ("inside.py", "inside_training.py", "inside_fit.py", "inside_pipeline.py"):
            _run(driver, (HERE / file).read_text(encoding="utf-8"))
        hexadecimal = photo.read_bytes().hex()
        _run(
            driver,
            f"import io; from PIL import Image; "
            f"photo = Image.open(io.BytesIO(bytes.fromhex('{hexadecimal}'))).convert('RGB')",
        )
        return {
            "a + b, with disposal": _run(driver, "eager_add()"),
            "expression of 10 operations": _run(driver, "expression()"),
            **{f"{n}, with disposal": _run(driver, f"arranging({n!r})") for n in ARRANGING},
            "4 MB ndarray -> tensor -> ndarray": _run(driver, "bandwidth()"),
            "MobileNet 0.25, inference": _run(driver, f"await inference({MODEL!r}, photo)"),
            "pixels -> top 5": _run(driver, f"classification({MODEL!r}, photo)"),
            "MobileNet 1.0, inference": _run(
                driver, f"await full_size_inference({LAYERS!r}, photo)"
            ),
            "MLP step / optimizer.minimize": _run(driver, "mlp()"),
            "MLP step / model.fit": _run(driver, "await mlp_fit()"),
            "CNN step, WASM / best of cpu and webgl": _run(driver, "await cnn()"),
            "fit, dense, batch 32 / model.fit": _run(driver, "await fit_against('dense', 64, 9)"),
            "fit, CNN, WASM / model.fit on WebGL": _run(
                driver, "await fit_against('cnn', 16, 3, ['webgl'])"
            ),
            "fit, CNN, WASM / model.fit on WASM with our kernels": _run(
                driver, "await fit_against('cnn', 16, 5)"
            ),
            "fit, LSTM / model.fit": _run(driver, "await fit_against('lstm', 16, 5)"),
            "predict, dense, 2048 rows / model.predict": _run(
                driver, "await predict_against('dense', 2048, 15)"
            ),
            "predict, CNN, 512 rows / model.predict": _run(
                driver, "await predict_against('cnn', 512, 9)"
            ),
            "60 000 digits shuffled into batches": _run(driver, "batches()"),
            **_photos(driver, data / "sets" / "animals"),
            "memory": _run(driver, f"flat_memory({MODEL!r}, photo)"),
        }


def _photos(driver: Chrome, folder: Path) -> dict[str, Any]:
    """Photos into batches; nothing where there are none."""
    files = sorted(folder.rglob("*.jpg"))
    if not files:
        return {}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for number, file in enumerate(files):
            packed.write(file, f"{number}.jpg")
    text = base64.b64encode(archive.getvalue()).decode()
    return {
        "1 000 JPEGs in batches / Pillow": _run(driver, f"photos({text!r})"),
        "1 000 JPEGs by Dataset.map / Pillow": _run(driver, f"photos({text!r}, by_map)"),
    }


def _run(driver: Chrome, code: str) -> Any:
    answer = driver.execute_async_script("run(arguments[0]).then(arguments[1])", code)
    if not answer["ok"]:
        raise RuntimeError(answer["fault"]["traceback"])
    return answer["value"]


def boots(data: Path) -> dict[str, Any]:
    """Cold and warm starts of the page beside a plain page that loads the same by hand.

    The warm starts of ours have no server behind them; the plain page has one, and its files in
    the browser's cache.
    """
    cold, phases = [], {}
    ours: list[float] = []
    library: list[float] = []
    by_hand: list[float] = []
    with chromium() as driver, serving_site(None, routes()) as plain_url:
        with serving_site(data / "models") as url:
            cold_ms, phases["cold"] = _boot(driver, url)
            cold.append(cold_ms)
            wait(driver, SERVICE_WORKER, "the service worker did not become active")
            wait(driver, SNAPSHOT, "no snapshot was stored")
            _boot(driver, url)  # compiles what a second visit may keep compiled
            plain(driver, plain_url)
            plain(driver, plain_url)
        for _ in range(BOOT_ROUNDS):
            leave(driver)
            milliseconds, phases["warm, no network"] = _boot(driver, url)
            ours.append(milliseconds)
            library.append(phases["warm, no network"]["library"])
            leave(driver)
            by_hand.append(plain(driver, plain_url)["total"])
    return {
        "cold_ms": median(cold),
        "warm_ms": median(ours),
        "plain_warm_ms": median(by_hand),
        "library_ms": median(library),
        "ratio": median(ours) / median(by_hand),
        "phases": phases,
    }


def _boot(driver: Chrome, url: str) -> tuple[float, dict[str, float]]:
    """Milliseconds from navigation until the runtime is ready, and those of each phase."""
    total, report = ready(driver, url)
    return total, {phase["name"]: round(phase["ms"]) for phase in report["phases"]}


def leave(driver: Chrome) -> None:
    """Close a page, and give its process time to end: what it computes is not the next one's.

    A page that is only left for another in its tab is kept alive for Back.
    """
    old = driver.current_window_handle
    driver.switch_to.new_window("tab")
    new = driver.current_window_handle
    driver.switch_to.window(old)
    driver.close()
    driver.switch_to.window(new)
    time.sleep(LEAVING)


def ready(driver: Chrome, url: str) -> tuple[float, dict[str, Any]]:
    """Milliseconds from navigation until the runtime is ready, and its report."""
    driver.get(url)
    script = (
        "const done = arguments[0]; const wait = () => globalThis.py"
        " ? py.ready.then(() => done(performance.now()), (e) => done(e.message))"
        " : setTimeout(wait, 1); wait()"
    )
    total = driver.execute_async_script(script)
    if isinstance(total, str):
        raise RuntimeError(f"the page did not start: {total}")
    return total, driver.execute_async_script("py.report().then(arguments[0])")


def wait(driver: Chrome, script: str, failure: str, seconds: float = 120) -> None:
    """Ask the page until it says yes.

    Raises:
        RuntimeError: It did not in time.
    """
    deadline = time.monotonic() + seconds
    while not driver.execute_async_script(script):
        if time.monotonic() > deadline:
            raise RuntimeError(failure)


def plain(driver: Chrome, url: str) -> dict[str, float]:
    """Milliseconds of a plain page's start, and when Python alone was there."""
    driver.get(f"{url}bench/plain_boot.html")
    times: dict[str, float] = driver.execute_async_script("booted.then(arguments[0])")
    return times


def server_start(rounds: int = 5) -> dict[str, Any]:
    """Seconds from the command to its `Serving on` line, assets in place."""
    root = HERE.parent.parent
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        command = [sys.executable, str(root / "serve.py"), "--no-browser", "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            seconds.append(time.perf_counter() - started)
            process.terminate()
    return {"seconds": median(seconds)}


def write(results: dict[str, Any], path: Path) -> None:
    """Keep the numbers as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1), encoding="utf-8")

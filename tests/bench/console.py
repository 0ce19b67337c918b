"""The console's measurements: later visits, Stop, much output, completion, a new start.

All of it in the real page. What depends on the machine is a ratio to a plain page, taken in turns.
"""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.bench.measure import SERVICE_WORKER, SNAPSHOT, leave, plain, ready, routes, wait
from tests.support.chromium import chromium
from tests.support.site import serving_site
from tests.support.worker import call_page

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ROUNDS = 5
STAY = 5
"""Seconds on a page before the rounds; a browser keeps what it compiled once that has settled."""
SPARE = 20
"""Seconds until a second Python waits for a restart."""
FIRST_TENSOR = """
import numpy as np
import tfjs as tf

float(tf.reduce_sum(tf.constant(np.ones(3, np.float32)) * 2))
"""
FRAME = (
    "import numpy as np\nimport pandas as pd\nimport tfjs as tf\n"
    "frame = pd.DataFrame({f'column_{i}': np.arange(100) for i in range(20)})"
)
LOOP = "n = 0\nprint('going')\nwhile True:\n    n += 1"
TIGHT = "kept = 42\nprint('going')\nwhile True: pass"
DATASET = (
    "import tfjs as tf\nseen = 0\n"
    "for x in tf.data.Dataset.range(100).batch(4).repeat():\n"
    "    seen += 1\n    if seen == 1:\n        print('going')"
)
LONG_CALL = (
    "import time\nimport numpy as np\nbefore = 7\nnumbers = np.random.rand(12_000_000)\n"
    "print('going')\n"
    "try:\n    ended = None\n    numbers.sort()\n    numbers.sort(kind='stable')\n"
    "finally:\n    ended = time.time() * 1000"
)
STOPS = {"while True: pass": TIGHT, "for x in dataset": DATASET, "a counting loop": LOOP}


def visits() -> dict[str, Any]:
    """Later visits of the console beside a plain page that loads the same by hand."""
    rows: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        rows.setdefault(name, []).append(value)

    phases: dict[str, Any] = {}
    with (
        chromium() as driver,
        serving_site(None, routes()) as url,
        serving_site(None, routes()) as plain_url,
    ):
        page = f"{url}console/"
        ready(driver, page)
        wait(driver, SERVICE_WORKER, "the service worker did not become active")
        wait(driver, SNAPSHOT, "no snapshot was stored", 240)
        for _ in range(2):
            ready(driver, page)
            time.sleep(STAY)
            leave(driver)
            plain(driver, plain_url)
            time.sleep(STAY)
            leave(driver)
        for _ in range(ROUNDS):
            leave(driver)
            total, report = ready(driver, page)
            if not report["restored"]:
                raise RuntimeError("the page did not start from its snapshot")
            phases = {
                phase["name"]: [round(phase["ms"]), round(phase["at"])]
                for phase in report["phases"]
            }
            note("python", next(p["at"] for p in report["phases"] if p["name"] == "python"))
            note("library", next(p["ms"] for p in report["phases"] if p["name"] == "library"))
            note("ready", total)
            note("tensor", float(probe(driver, url, "firstTensor", FIRST_TENSOR)))
            leave(driver)
            by_hand = plain(driver, plain_url)
            note("plain python", by_hand["pythonAt"])
            note("plain", by_hand["total"])
        ready(driver, page)
        again = [probe(driver, url, "restart") for _ in range(3)]
        waiting = []
        for _ in range(3):
            time.sleep(SPARE)
            waiting.append(probe(driver, url, "restart"))
    middle = {name: median(values) for name, values in rows.items()}
    return {
        "second visit, Python with tfjs / loadPyodide": _ratio(
            middle["python"], middle["plain python"]
        ),
        "second visit, first tensor / plain page": _ratio(middle["tensor"], middle["plain"]),
        "second visit, prompt ready / plain page": _ratio(middle["ready"], middle["plain"]),
        "importing the library": {"ms": middle["library"]},
        "restart, until ready": {"ms": median(times["ready"] for times in waiting)},
        "restart, until a first result": {"ms": median(times["first"] for times in waiting)},
        "restart at once after a start": {"ms": median(times["first"] for times in again)},
        "phases, duration and end": phases,
        "every round": rows,
    }


def _ratio(ours: float, by_hand: float) -> dict[str, float]:
    return {"plain_ms": by_hand, "ours_ms": ours, "ratio": ours / by_hand}


def use() -> dict[str, Any]:
    """Stop with and without isolation, output and completion."""
    results: dict[str, Any] = {}
    for isolated in (True, False):
        with chromium() as driver, serving_site(None, routes(), isolated=isolated) as url:
            ready(driver, f"{url}console/")
            driver.execute_async_script("py.settled().then(arguments[0])")
            results |= _stops(driver, url, "" if isolated else ", not isolated")
            if isolated:
                results |= _output(driver, url) | _completion(driver, url)
    return results


def _stops(driver: Chrome, url: str, suffix: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, source in STOPS.items():
        times = [probe(driver, url, "stop", source, 400)["ms"] for _ in range(ROUNDS)]
        found[f"stop, {name}{suffix}"] = {"ms": median(times), "most": max(times)}
    late, held = [], []
    while len(late) < 3:
        stopped = probe(driver, url, "stop", LONG_CALL, 500)
        ended = value(driver, "ended")
        if ended is None:  # Stop came just while the end was being noted
            continue
        late.append(stopped["at"] - ended)
        held.append(stopped["ms"])
    found[f"stop, a long numpy call{suffix}"] = {
        "ms": median(late),
        "most": max(late),
        "from the press": median(held),
    }
    kept = value(driver, "[kept, seen > 0, n > 0, before]")
    if kept != [42, True, True, 7]:
        raise RuntimeError(f"variables did not survive Stop: {kept}")
    return found


def _output(driver: Chrome, url: str) -> dict[str, Any]:
    lines = "for i in range(1_000_000):\n    print('line', i)"
    rounds = [probe(driver, url, "watched", lines) for _ in range(3)]
    huge = probe(driver, url, "watched", "'x' * 50_000_000")
    if not all(seen["says"] for seen in (*rounds, huge)):
        raise RuntimeError("output was left out without a note")
    return {
        "1 000 000 lines, longest task": {"ms": median(seen["longest"] for seen in rounds)},
        "1 000 000 lines, until the prompt": {"ms": median(seen["ms"] for seen in rounds)},
        "1 000 000 lines, kept": {"characters": max(seen["kept"] for seen in rounds)},
        "50 MB string, longest task": {"ms": huge["longest"]},
        "50 MB string, until the prompt": {"ms": huge["ms"]},
        "50 MB string, kept": {"characters": huge["kept"]},
    }


def _completion(driver: Chrome, url: str) -> dict[str, Any]:
    probe(driver, url, "run", FRAME)
    found = {}
    for before in ("tf.", "frame."):
        asked = probe(driver, url, "calls", "studio.repl.completion.complete", [before, True], 9)
        first, *times = asked["times"]
        found[f"completion of {before}"] = {
            "ms": median(times),
            "first": first,
            "options": asked["options"],
        }
    return found


def probe(driver: Chrome, url: str, name: str, *arguments: Any) -> Any:
    """Call a function of site/console_page.js in the page."""
    return call_page(driver, f"{url}bench/console_page.js", name, *arguments)


def value(driver: Chrome, code: str) -> Any:
    """What an expression gives in the console's session."""
    return driver.execute_async_script("py(arguments[0]).then(arguments[1])", code)

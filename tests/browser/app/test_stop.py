"""Stop: at once, wherever the program is, and nothing but the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.site import PREFIX
from tests.support.worker import call_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.worker import Worker

DRIP = f"{PREFIX}/drip/tiny_colors_%s/model.json?at_once=%s"
LOADING = {
    "a layers model": f"tf.io.load_layers_model('{DRIP % ('layers', 'model.json')}')",
    "a graph model": f"tf.io.load_graph_model('{DRIP % ('graph', 'model.json')}')",
    "a Keras model": (
        f"tf.keras.models.load_model(_bridge.resolve_url('{DRIP % ('layers', 'model.json')}'))"
    ),
    "model.json": f"tf.io.load_model('{DRIP % ('layers', '')}')",
    "a classifier": f"tf.tasks.ImageClassifier.load(url='{DRIP % ('graph', 'model.json')}')",
}
"""What a server sends so slowly that nobody would wait for it."""

LEFT = """
def left():
    counts = json.loads(_bridge.census())
    return [counts[name] for name in ("blobs", "models", "slots", "num_tensors", "programs")]
"""

AT_ONCE_MS = 5000
"""Far less than what is stopped would take; how fast it is, the benchmarks tell."""

PLACES = {
    "an endless loop": "while True: pass",
    "a loop in a comprehension": "[n for n in iter(int, 1)]",
    "a sleep": "import time; time.sleep(3600)",
    "an asynchronous sleep": "import asyncio; await asyncio.sleep(3600)",
    "an event loop of its own": "import asyncio; asyncio.run(asyncio.sleep(3600))",
    "many short sleeps": "import asyncio\nwhile True: await asyncio.sleep(0)",
    "many short blocking sleeps": "import time\nwhile True: time.sleep(0.001)",
    "a task": "import asyncio\nasync def f():\n  while True: pass\nawait asyncio.gather(f())",
    "tasks that wait": "import asyncio\nawait asyncio.gather(*map(asyncio.sleep, [3600] * 9))",
    "a promise": "import js\nawait js.Promise.new(lambda *_: None)",
    "a promise, blocking": (
        "import js\nfrom pyodide.ffi import run_sync\nrun_sync(js.Promise.new(lambda *_: None))"
    ),
    "operations": "import tfjs as tf\nx = tf.zeros([4])\nwhile True: x = x + 1.0",
    "operations in one line": "import tfjs as tf\n[tf.ones([2]) * 2.0 for _ in iter(int, 1)]",
    "a repr": "class R:\n  def __repr__(self):\n    while True: pass\nR()",
    "a generator": "def g():\n  while True: yield 1\nsum(g())",
    "a finalizer, in which an exception would be lost": (
        "class A:\n  def __del__(self):\n    for _ in range(400): pass\nwhile True: A()"
    ),
    "a generator that is freed, in which an exception would be lost": (
        "def g():\n  try: yield\n  finally:\n    for _ in range(20_000): pass\n"
        "while True: next(g())"
    ),
    "an exception handler": "while True:\n  try: 1 / 0\n  except ZeroDivisionError: pass",
    "a callback": "sorted([1, 2], key=lambda _: next(n for n in iter(int, 1) if n))",
}


@pytest.fixture
def stop(worker: Worker, console: object) -> Callable[..., Any]:
    """Calls a function of page/stop.js."""

    def call(name: str, *arguments: Any) -> Any:
        worker.driver.set_script_timeout(90)
        script = f"{worker.site}{PREFIX}/stop.js"
        return call_page(worker.driver, script, name, *arguments)

    return call


@pytest.mark.parametrize("code", PLACES.values(), ids=PLACES.keys())
def test_a_program_is_stopped_wherever_it_is(console, stop, code):
    console.value("kept = 'here'")
    answer = stop("timed", code, 150)
    assert answer["error"]["type"] == "KeyboardInterrupt"
    assert answer["after"] < AT_ONCE_MS
    assert console.value("kept")["value"] == "here"


def check_that_loading_is_stopped(console, stop, load):
    """Stop a download, and see what is left of it."""
    console.value(f"import json, tfjs as tf, tfjs.keras\nfrom tfjs import _bridge\n{LEFT}")
    console.value("tf.io.clear_model_cache()\nbefore = left()")
    answer = stop("timed", load, 500)
    assert answer.get("error", {}).get("type") == "KeyboardInterrupt", answer
    assert answer["after"] < AT_ONCE_MS
    console.value("import asyncio\nawait asyncio.sleep(0.1)")
    assert console.value("left() == before or left()")["value"] is True
    assert console.value("len(_bridge.kept_files())")["value"] == 0
    model = "tf.io.load_model('/models/tiny_colors_graph')"
    assert console.value(f"{model}(tf.ones([1, 8, 8, 3])).shape[1]")["value"] == 3


@pytest.mark.parametrize("load", LOADING.values(), ids=LOADING.keys())
def test_a_slow_download_is_stopped_without_a_trace(console, stop, load):
    check_that_loading_is_stopped(console, stop, load)


AGAIN_AND_AGAIN = {
    "load": "while True: model = tf.io.load_model('/models/tiny_colors_graph')",
    "run": (
        "model = tf.io.load_model('/models/tiny_colors_layers')\nx = tf.ones([1, 8, 8, 3])\n"
        "while True: y = model([x])"
    ),
    "classify": (
        "c = tf.tasks.ImageClassifier.load(url='/models/tiny_colors_layers')\nwhile True: c(pixels)"
    ),
}


@pytest.mark.parametrize("code", AGAIN_AND_AGAIN.values(), ids=AGAIN_AND_AGAIN.keys())
def test_what_is_stopped_anywhere_loses_no_handle(console, stop, code):
    console.value("import tfjs as tf, numpy as np\npixels = np.zeros((8, 8, 3), np.uint8)")
    for ms in range(20, 50):
        answer = stop("timed", code, ms)
        assert answer.get("error", answer)["type"] == "KeyboardInterrupt"


def test_the_traceback_ends_in_the_program(stop):
    code = "import time\ndef wait():\n    time.sleep(3600)\nwait()"
    lines = stop("timed", code, 100)["error"]["traceback"].splitlines()
    assert "line 3, in wait" in lines[-4]
    assert lines[-3].strip() == "time.sleep(3600)"
    assert lines[-1] == "KeyboardInterrupt"


def test_a_press_just_before_a_program_begins_is_not_lost(console, stop):
    console.value("begun = False")
    for _ in range(5):
        answer = stop("stoppedBeforeItBegins", "begun = True\nwhile True: pass")
        assert answer["error"]["type"] == "KeyboardInterrupt"


def test_a_press_while_a_program_begins_is_not_lost(stop):
    code = "import tfjs as tf\nx = tf.zeros([4])\nwhile True: x = x + 1.0"
    for ms in range(12):
        assert stop("timed", code, ms)["error"]["type"] == "KeyboardInterrupt"


def test_a_press_is_not_for_what_is_asked_for_later(stop):
    for ms in (0, 5, 20):
        assert stop("stoppedBeforeItIsAskedFor", "1 + 1")["value"]["value"] == 2
        assert stop("pressedIdle", ms, "sum(range(100_000))")["value"]["value"] == 4999950000


@pytest.mark.parametrize(
    "code",
    [
        "1",
        "import asyncio\nawait asyncio.sleep(0.002)",
        "import tfjs as tf\nfor _ in range(30): tf.ones([8]) + 1.0",
        "import asyncio\nawait asyncio.gather(*[asyncio.sleep(0) for _ in range(20)])",
        "import json\nfor _ in range(60): json.loads(json.dumps([{'a': 1}] * 9))",
    ],
    ids=["nothing", "sleep", "operations", "tasks", "library"],
)
def test_presses_around_short_programs_leave_nothing_behind(stop, code):
    seen = stop("pressedAround", 40, code)
    assert sum(seen.values()) == 40
    assert set(seen) <= {"done", "KeyboardInterrupt"}


def test_everything_that_was_asked_for_is_stopped(stop):
    answers = stop("bothStopped", "import asyncio; await asyncio.sleep(3600)", "while True: pass")
    assert [answer["error"]["type"] for answer in answers] == ["KeyboardInterrupt"] * 2


def test_a_program_may_clean_up(console, stop):
    code = (
        "import asyncio\ndone = []\ntry:\n    await asyncio.sleep(3600)\n"
        "finally:\n    await asyncio.sleep(0.01)\n    done.append(1)"
    )
    assert stop("timed", code, 100)["error"]["type"] == "KeyboardInterrupt"
    assert console.value("done")["value"] == [{"type": "number", "value": 1}]


def test_a_program_may_go_on_after_an_interrupt_and_be_stopped_again(console, stop):
    console.value("import time\ncaught = 0")
    for count, wait in enumerate(("while True: pass", "time.sleep(3600)"), 1):
        code = f"try:\n    {wait}\nexcept KeyboardInterrupt:\n    caught += 1\ncaught"
        assert stop("timed", code, 100)["value"]["value"] == count
    assert stop("timed", "while True: pass", 50)["error"]["type"] == "KeyboardInterrupt"


def test_a_task_that_outlives_its_program_is_stopped_too(console, stop):
    console.value(
        "import asyncio\nspins = 0\nasync def spin():\n    global spins\n"
        "    await asyncio.sleep(0.05)\n    while True: spins += 1\n"
        "task = asyncio.create_task(spin())\nNone"
    )
    assert stop("pressedIdle", 300, "spins > 0")["value"]["value"] is True
    assert console.value("task.done()")["value"] is True
    console.value("del task, spin")


def test_a_module_that_is_left_in_the_middle_can_be_imported_again(console, stop):
    console.value(
        "import pathlib, sys\npathlib.Path('slow_module.py').write_text('while FLAG: pass')\n"
        "import builtins; builtins.FLAG = True; sys.path.insert(0, '.')\nNone"
    )
    assert stop("timed", "import slow_module", 100)["error"]["type"] == "KeyboardInterrupt"
    console.value("builtins.FLAG = False\nimport slow_module\nsys.path.pop(0)\nNone")

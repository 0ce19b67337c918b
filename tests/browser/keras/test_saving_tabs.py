"""Models in a second tab, which downloads, is reloaded, runs out of room and is closed."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

    from tests.support.worker import Worker

RUN = """
const [code, done] = arguments;
const failed = (error) => done({ error: error.traceback ?? String(error) });
py(code).then((value) => done({ value }), failed);
"""
BEGIN = """
const [code] = arguments;
globalThis.said = "";
py.on("stdout", (text) => { globalThis.said += text?.text ?? text; });
py(code).catch(() => {});
"""
MODEL = """
import numpy as np, tfjs as tf
def made(value, units=4):
    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(units, name="d")])
    model.set_weights([np.full(w.shape, value, np.float32) for w in model.get_weights()])
    return model
def held(place):
    found = {float(v) for w in tf.keras.models.load_model(place).get_weights() for v in set(w.flat)}
    return sorted(found)
"""
TRAINING = """
import time, numpy as np, tfjs as tf
x = np.linspace(-1, 1, 24, dtype=np.float32).reshape(8, 3)
class Wait(tf.keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 3:
            print("three are done", flush=True)
            while True:
                time.sleep(0.05)
def trained(*callbacks):
    layer = tf.keras.layers.Dense(2, kernel_initializer="ones")
    model = tf.keras.Sequential([tf.keras.Input((3,)), layer])
    model.compile(tf.keras.optimizers.Adam(0.1), "mse")
    options = dict(epochs=6, batch_size=4, shuffle=False, verbose=0)
    history = model.fit(x, x[:, :2] * 3, callbacks=list(callbacks), **options)
    state = [v.numpy() for v in (*model.weights, *model.optimizer.variables)]
    return history.epoch, np.concatenate([np.ravel(v).astype(float) for v in state]).tolist()
backup = lambda: tf.keras.callbacks.BackupAndRestore("kept-training")
"""


class Tab:
    """A page of its own, beside the one of the other tests."""

    def __init__(self, driver: Chrome, site: str) -> None:
        self.driver = driver
        self.site = site
        self._first = driver.current_window_handle
        driver.switch_to.new_window("tab")
        self.handle = driver.current_window_handle
        self.load()

    def load(self) -> None:
        """Load the page, again."""
        self.driver.get(self.site)
        self.driver.execute_async_script("py.ready.then(arguments[0], arguments[0])")

    def run(self, code: str) -> Any:
        """What Python makes of `code` there."""
        answer = self.driver.execute_async_script(RUN, code)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def begin(self, code: str, until: str) -> None:
        """Start `code`, and wait until it has printed something."""
        self.driver.execute_script(BEGIN, code)
        waited(lambda: until in self.driver.execute_script("return globalThis.said"), until)

    def cdp(self, command: str, **options: Any) -> Any:
        """A command of DevTools."""
        return self.driver.execute_cdp_cmd(command, options)

    def close(self) -> None:
        """Close it as it is, and go back to the page of the other tests."""
        if self.handle in self.driver.window_handles:
            self.driver.switch_to.window(self.handle)
            self.driver.close()
        self.driver.switch_to.window(self._first)


def waited(condition: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, f"There was no {what}."
        time.sleep(0.05)
    return found


@pytest.fixture(scope="module")
def tab(worker: Worker) -> Iterator[Tab]:
    tab = Tab(worker.driver, worker.site)
    try:
        yield tab
    finally:
        tab.close()


def test_a_full_storage_is_said_and_loses_nothing(tab: Tab) -> None:
    origin = tab.site.rstrip("/")
    places = ("opfs://full.keras",)  # Chromium's IndexedDB heeds a smaller quota too late to wait
    used = tab.cdp("Storage.getUsageAndQuota", origin=origin)["usage"]
    tab.cdp("Storage.overrideQuotaForOrigin", origin=origin, quotaSize=used + 4_000_000)
    try:
        found = tab.run(
            f"{MODEL}\nlarge, found = made(2.0, 400_000), []\n"
            f"for place in {places}:\n"
            "    said = ''\n"
            "    made(1.0).save(place)\n"
            "    try: large.save(place)\n"
            "    except OSError as error: said = str(error)\n"
            "    found.append([said, *held(place)])\n"
            "found"
        )
    finally:
        tab.cdp("Storage.overrideQuotaForOrigin", origin=origin)
    for said, *values in found:
        assert "no room" in said
        assert "unharmed" in said
        assert values == [1.0]
    again = f"{MODEL}\nfor place in {places}: made(3.0).save(place)\n"
    assert tab.run(f"{again}[held(place) for place in {places}]") == [[3.0]] * len(places)


def test_downloads_are_files_that_load_again(tab: Tab, tmp_path: Path) -> None:
    tab.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    names = {"a.keras", "a.h5", "a.zip", "a.json", "a.weights.bin", "w.weights.h5"}
    tab.run(
        f"{MODEL}\nmodel = made(2.5)\n"
        "for name in ('a.keras', 'a.h5', 'a.zip', 'a'): model.save(f'downloads://{name}')\n"
        "model.save_weights('downloads://w.weights.h5')"
    )
    waited(lambda: {p.name for p in tmp_path.iterdir()} == names, "download")
    time.sleep(0.1)
    files = {p.name: base64.b64encode(p.read_bytes()).decode() for p in tmp_path.iterdir()}
    found = tab.run(
        f"{MODEL}\nimport base64\n"
        f"files = {{name: base64.b64decode(text) for name, text in {files!r}.items()}}\n"
        "pair = {name: files[name] for name in ('a.json', 'a.weights.bin')}\n"
        "other = made(0.0)\nother.load_weights(files['w.weights.h5'])\n"
        "kept = [held(files[name]) for name in ('a.keras', 'a.h5', 'a.zip')]\n"
        "[*kept, held(pair), sorted({float(v) for w in other.get_weights() for v in set(w.flat)})]"
    )
    assert found == [[2.5]] * 5


def test_training_goes_on_after_a_reload(tab: Tab) -> None:
    whole = tab.run(f"{TRAINING}\ntrained()")
    tab.begin(f"{TRAINING}\ntrained(backup(), Wait())", "three are done")
    tab.load()
    resumed = tab.run(f"{TRAINING}\ntrained(backup())")
    assert whole[0] == [0, 1, 2, 3, 4, 5]
    assert resumed[0] == [3, 4, 5]
    assert resumed[1] == pytest.approx(whole[1], rel=1e-5)
    assert tab.run(f"{TRAINING}\ntrained(backup())")[0] == whole[0]


def test_a_tab_that_is_closed_while_it_saves_leaves_whole_models(tab: Tab, worker: Worker) -> None:
    places = ("opfs://torn.keras", "indexeddb://torn")
    tab.begin(
        f"{MODEL}\nimport itertools\nfor n in itertools.count(1):\n"
        f"    for place in {places}: made(float(n), 300_000).save(place)\n"
        "    print(f'saved {n}.', flush=True)",
        "saved 2.",
    )
    tab.close()
    driver = worker.driver
    found = driver.execute_async_script(RUN, f"{MODEL}\n[held(place) for place in {places}]")
    assert "error" not in found, found
    assert [len(values) for values in found["value"]] == [1, 1]
    assert all(values[0] >= 2 for values in found["value"])
    again = f"{MODEL}\nfor place in {places}: made(0.5).save(place)\n"
    found = driver.execute_async_script(RUN, f"{again}[held(place) for place in {places}]")
    assert found == {"value": [[0.5], [0.5]]}

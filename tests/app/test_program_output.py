"""What a program in the page's editor prints and gives: bars, tables, pictures."""

from __future__ import annotations

import pytest

FIT = """\
import tfjs as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile("sgd", "mse")
history = model.fit(tf.ones([8, 2]), tf.ones([8, 1]), batch_size=2, epochs=2, verbose=1)
print("trained")
"""
TQDM = """\
import time
from tqdm.auto import tqdm

for _ in tqdm(range(3), desc="steps"):
    time.sleep(0.11)
print("counted")
"""
SHOWN = """\
class Shown:
    def _repr_html_(self):
        return "<table><tr><td>cell</td></tr></table>"

    def _repr_svg_(self):
        return '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'

class Table(Shown):
    _repr_svg_ = None

display(Table())
Shown()
"""


def test_bars_write_their_line_again(page):
    page.write_program(FIT)
    page.after_run(page.find("run").click, 60)
    page.wait(lambda: "trained" in page.text("output"), "Nothing was printed")
    lines = page.text("output").splitlines()
    assert [line for line in lines if line.startswith(("Epoch", "trained"))] == [
        "Epoch 1/2",
        "Epoch 2/2",
        "trained",
    ]
    bars = [line for line in lines if "━" in line]
    assert len(bars) == 2, lines
    assert all(line.startswith("4/4 ") and "loss: " in line for line in bars)

    page.write_program(TQDM)
    page.after_run(page.find("run").click, 60)
    if "ModuleNotFoundError" in page.situation():
        pytest.skip("tqdm could not be had on this machine")
    page.wait(lambda: "counted" in page.text("output"), "Nothing was printed")
    steps, counted = page.text("output").splitlines()  # no warning either
    assert steps.startswith("steps: 100%")
    assert "3/3" in steps
    assert counted == "counted"


def test_a_question_is_sent_to_the_console(page):
    page.write_program("input('Who? ')")
    page.after_run(page.find("run").click)
    assert "RuntimeError" in page.text("error")
    assert "Open the program in the console" in page.text("error")


def test_a_tensor_looks_as_in_the_console(page):
    page.write_program("import tfjs as tf\ntf.eye(2)")
    page.after_run(page.find("run").click)
    cells = "return document.querySelector('[data-testid=value] iframe')"
    inside = f"{cells}?.contentDocument?.querySelectorAll('td').length"
    page.wait(lambda: page.driver.execute_script(inside) == 4, "There was no table")


def test_tables_and_pictures_are_shown_as_such(page):
    page.write_program(SHOWN)
    page.after_run(page.find("run").click)
    script = "return document.querySelector('[data-testid=output] iframe')"
    inside = f"{script}?.contentDocument?.body?.textContent"
    page.wait(lambda: page.driver.execute_script(inside) == "cell", "There was no table")
    source = page.find("value").find_element("tag name", "img").get_attribute("src")
    assert source.startswith("data:image/svg+xml")

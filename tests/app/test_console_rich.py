"""What a result looks like below its line, for everything that knows how to show itself."""

from __future__ import annotations

import pytest

from tests.app.console_page import ConsolePage

TIMES = "\N{MULTIPLICATION SIGN}"


@pytest.fixture(scope="module")
def page(chrome, site):
    """The console, loaded once for this module."""
    page = ConsolePage(chrome, site).open()
    page.run("import tfjs as tf, numpy as np")
    return page


def shown(page, source):
    """(kind, source or text) of everything below an input: pictures, frames, text."""
    page.run(source, 150)
    script = (
        "return [...arguments[0].children].map((part) => {"
        "  const image = part.querySelector('img');"
        "  if (image) return ['picture', image.src.slice(0, 15), part.textContent];"
        "  if (part.localName === 'iframe')"
        "    return ['frame', part.contentDocument.body.textContent, ''];"
        "  return ['text', part.textContent, '']; })"
    )
    page.wait(
        lambda: all(part[1] for part in page.driver.execute_script(script, page.part("output"))),
        "A part stayed empty",
    )
    return page.driver.execute_script(script, page.part("output"))


PROTOCOL = """
class Shown:
    def __repr__(self): return 'plain'

Shown._repr_{kind}_ = lambda self{more}: {made}
Shown()
"""
NO_JSON = "Object of type set is not JSON serializable"
PNG = "__import__('base64').b64decode(" + repr(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
) + ")"  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "made", "more", "wanted"),
    [
        ("html", "'<b>bold</b>'", "", ["frame", "bold"]),
        ("png", PNG, "", ["picture", "data:image/png;"]),
        ("png", f"({PNG}, {{'width': 1}})", "", ["picture", "data:image/png;"]),
        (
            "svg",
            "'<svg xmlns=\"http://www.w3.org/2000/svg\"/>'",
            "",
            ["picture", "data:image/svg+"],
        ),
        ("markdown", "'# Title'", "", ["text", "# Title"]),
        ("latex", "'$x^2$'", "", ["text", "$x^2$"]),
        (
            "mimebundle",
            f"{{'image/png': {PNG}, 'text/plain': 'p'}}",
            ", include=None, exclude=None",
            ["picture", "data:image/png;"],
        ),
        ("mimebundle", "None", "", ["text", "plain"]),
        (
            "html",
            "1 / 0",
            "",
            ["text", "plain\n[_repr_html_ failed: ZeroDivisionError: division by zero]"],
        ),
        ("svg", "{1}", "", ["text", f"plain\n[_repr_svg_ failed: TypeError: {NO_JSON}]"]),
    ],
)
def test_objects_show_themselves_by_jupyters_protocol(page, kind, made, more, wanted):
    (part,) = shown(page, PROTOCOL.format(kind=kind, made=made, more=more))
    assert part[:2] == wanted


def test_what_answers_to_every_name_shows_its_repr(page):
    ((kind, text, _),) = shown(page, "from unittest.mock import Mock\nMock(name='any')")
    assert kind == "text"
    assert text.startswith("<Mock name='any'")


def test_ours_are_small_tables_and_pictures(page):
    ((kind, text, _),) = shown(page, "tf.Variable([[1.0, 2.5]])")
    assert kind == "frame"
    assert f"Variable · float32 · 1 {TIMES} 2" in text
    assert "2.5" in text
    ((kind, _, caption),) = shown(page, "tf.random.uniform([12, 9, 3], seed=1)")
    assert kind == "picture"
    assert f"12 {TIMES} 9 {TIMES} 3" in caption
    ((_, text, _),) = shown(page, "tf.data.Dataset.range(6).map(lambda n: (n, [n])).batch(2)")
    assert "Dataset · 3 elements" in text
    ((kind, text, _),) = shown(
        page,
        "layers = tf.keras.layers\n"
        "model = tf.keras.Sequential([layers.Input([2]), layers.Dense(3)])\nmodel",
    )
    assert kind == "frame"
    assert "Total params9" in text
    assert "(None, 3)" in text
    ((kind, start, _),) = shown(page, "tf.keras.utils.plot_model(model)")
    assert (kind, start) == ("picture", "data:image/svg+")
    assert "Total params: 9" in page.run("model.summary()")
    parts = shown(page, "display(tf.ones([2, 2]), model, 'text')")
    assert [part[0] for part in parts] == ["frame", "frame", "text"]
    assert page.complaints() == []


def test_those_of_other_packages_are_pictures_and_tables(page):
    figure = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots(figsize=(2, 1))\n"
    assert [part[0] for part in shown(page, f"{figure}axes.plot([1, 2]);")] == ["picture"]
    assert [part[0] for part in shown(page, f"{figure}figure")] == ["picture"]  # once
    assert [part[0] for part in shown(page, f"{figure}plt.show()\nprint('after')")] == [
        "picture",
        "text",
    ]
    drawn = page.driver.execute_async_script(
        "const images = () => document.querySelectorAll('.entry img').length; const was = images();"
        "py`plt.plot([1, 2]); None`.then(() => setTimeout(() => arguments[0](images() - was), 200))"
    )
    assert drawn == 1  # what a program draws is shown, wherever it comes from
    ((kind, text, _),) = shown(page, "import pandas as pd\npd.DataFrame({'n': [1], 's': ['one']})")
    assert kind == "frame"
    assert "one" in text
    assert page.in_frame(
        "return getComputedStyle(inside.querySelector('table')).borderTopWidth"
    ) in {"0px"}
    ((kind, start, _),) = shown(page, "from PIL import Image\nImage.new('L', (4, 4))")
    assert (kind, start) == ("picture", "data:image/png;")


def test_the_variable_list_tells_shapes_dtypes_and_bytes(page):
    page.run(
        "whole = tf.ones([2, 3], tf.int32)\nstate = tf.Variable(1.5)\nname = b'abc'\n"
        "class Odd:\n    @property\n    def shape(self): raise SystemExit\n\nodd = Odd()"
    )
    row = page.wait(lambda: page.all("variable-whole"), "It was not listed")[0].text
    assert f"2 {TIMES} 3 · int32" in row
    assert "24 B" in row
    assert "scalar · float32" in page.text("variable-state")
    assert "4 B" in page.text("variable-state")
    assert page.all("variable-odd")

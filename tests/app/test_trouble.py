"""Bad pictures, bad models, bad programs: a clear message, and the page goes on."""

from __future__ import annotations

import pytest

from tests.app import programs


def still_works(page, pictures):
    """The next good picture is classified as if nothing had been."""
    page.write_program(programs.TINY_LAYERS)
    page.after_run(lambda: page.upload(pictures["blue.png"]))
    page.wait_for("result")
    assert page.labels[0] == "blue"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("text.jpg", ("not", "picture", "image")),
        ("truncated.jpg", ("truncated", "cut", "incomplete")),
        ("vast.png", ("30", "pixels", "large")),
        ("drawing.svg", ("svg",)),
    ],
)
def test_a_bad_picture_is_named_by_python(page, pictures, name, words):
    page.write_program(programs.TINY_LAYERS)
    page.after_run(lambda: page.upload(pictures[name]), seconds=60)
    page.wait_for("error")
    message = page.text("error-message").lower()
    assert any(word in message for word in words), message
    still_works(page, pictures)


@pytest.mark.parametrize(("name", "words"), [("empty.png", "0 bytes"), ("huge.jpg", "200")])
def test_a_picture_of_no_use_is_refused_by_the_page(page, pictures, name, words):
    page.upload(pictures[name])
    page.wait(lambda: page.find("photo-problem").is_displayed(), "There was no message")
    assert words in page.text("photo-problem")
    still_works(page, pictures)


def test_an_animation_is_classified_by_its_first_frame(page, pictures):
    page.write_program(programs.TINY_LAYERS)
    page.after_run(lambda: page.upload(pictures["animated.gif"]))
    page.wait_for("result")
    assert page.labels[0] == "red"


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("nowhere", ("404",)),
        ("broken_html", ("html", "json")),
        ("broken_json", ("json",)),
        ("broken_cut_off", ("bytes",)),
    ],
)
def test_a_bad_model_is_named(page, pictures, model, words):
    page.write_program(programs.tiny(model))
    page.after_run(lambda: page.upload(pictures["red.png"]))
    page.wait_for("error", "missing-model")
    message = page.text("error-message").lower()
    assert any(word in message for word in words), message
    assert f"{model}/model.json" in message or "shard" in message
    still_works(page, pictures)


def test_an_error_is_shown_where_it_happened(page):
    page.write_program("x = 1\ny = x / 0\n")
    page.after_run(page.find("run").click)
    page.wait_for("error")
    assert page.text("error-type") == "ZeroDivisionError, line 2"
    assert page.text("error-message") == "division by zero"
    assert "division by zero" in page.gesture("marked")
    page.write_program("'fine'")
    page.after_run(page.find("run").click)
    assert page.text("value") == "'fine'"


def test_an_endless_program_is_stopped(page):
    page.write_program(
        "n = 0\nprint('here')\nwhile True:\n    n += 1\n    if n == 1:\n        print(flush=True)\n"
    )
    page.find("run").click()
    page.wait(lambda: "here" in page.text("output"), "The program did not begin")
    page.after_run(page.find("stop").click)
    assert page.text("run-state") == "Stopped"
    page.write_program("n > 0")
    page.after_run(page.find("run").click)
    assert page.text("value") == "True"


def test_a_million_lines_leave_the_page_usable(page):
    page.write_program("for i in range(1_000_000):\n    print('line', i)\n'done'")
    page.after_run(page.find("run").click, seconds=60)
    assert page.text("value") == "'done'"
    assert "line 999999" in page.find("output").get_attribute("textContent")


def test_a_worker_that_dies_is_replaced(page, pictures):
    page.write_program(
        "import js\nfrom pyodide_js import _api\n_api.fatal_error(js.Error.new('x'))"
    )
    page.find("run").click()
    page.wait_for("dead")
    assert page.text("error-type") == "Python stopped"
    page.write_program("'again'")  # a restart runs the program, if there is a picture
    page.find("restart").click()
    page.wait_for("ready", "result", seconds=60)
    still_works(page, pictures)

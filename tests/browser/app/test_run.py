"""Programs as the page runs them: output, errors, stopping, and the session that survives them."""

from __future__ import annotations

import inspect

import pytest

from tests.browser.app.test_stop import AT_ONCE_MS


def test_variables_are_kept_between_runs(console):
    console.value("x = 20")
    assert console.value("x + 1")["value"] == 21


def test_await_works_at_the_top_level(console):
    code = "import asyncio\nawait asyncio.sleep(0.01)\nawait asyncio.sleep(0, 'done')"
    assert console.value(code)["value"] == "done"


def test_modules_are_completed_though_a_package_has_come(console):
    code = """
    import importlib
    from studio.repl.completion import complete
    importlib.invalidate_caches()
    "json" in [option["label"] for option in complete("import jso")["options"]]
    """
    assert console.value(inspect.cleandoc(code))["value"] is True


def test_output_keeps_its_order(console):
    code = "import sys\nfor i in range(5):\n    print(i)\nprint('no newline', end='')"
    answer = console.run(code)
    assert answer["stdout"] == "0\n1\n2\n3\n4\nno newline"


def test_lines_before_a_long_computation_are_shown_before_it_ends(console):
    answer = console.run("for n in range(5): print(n)\nwhile True: pass", interrupt=500)
    assert answer["seen"] == "0\n1\n2\n3\n4\n"


def test_standard_error_has_a_stream_of_its_own(console):
    answer = console.run("import sys\nprint('out')\nprint('err', file=sys.stderr)")
    assert (answer["stdout"], answer["stderr"]) == ("out\n", "err\n")


def test_output_is_not_torn_inside_a_character(console):
    text = "日本語ä" * 5000
    assert console.run(f"print({text!r})")["stdout"] == text + "\n"


def test_a_million_lines_are_bounded(console):
    answer = console.run("for i in range(1_000_000):\n    print('line', i)")
    assert "error" not in answer
    assert answer["stdout"].startswith("line 0\nline 1\n")
    assert "line 999999\n" in answer["stdout"][-100:]
    assert "characters left out" in answer["stderr"]
    assert len(answer["stdout"]) < 1_000_000
    assert answer["messages"] < 1000


def test_a_program_that_prints_for_ever_stops_at_once(console):
    answer = console.run("n = 0\nwhile True:\n    n += 1\n    print(n)", interrupt=300)
    assert answer["error"]["type"] == "KeyboardInterrupt"
    assert answer["after"] < AT_ONCE_MS
    assert console.value("n")["value"] > 0


def test_an_endless_loop_is_stopped_and_variables_are_kept(console):
    console.value("kept = 'here'")
    answer = console.run("n = 0\nwhile True:\n    n += 1", interrupt=200)
    error = answer["error"]
    assert (error["name"], error["type"]) == ("PythonError", "KeyboardInterrupt")
    assert error["line"] in {2, 3}
    assert answer["after"] < AT_ONCE_MS
    assert console.value("kept")["value"] == "here"
    assert console.value("n")["value"] > 0


def test_interrupting_nothing_is_harmless(console):
    console.run("1", interrupt=0)
    assert console.value("1 + 1")["value"] == 2


@pytest.mark.parametrize(
    "code",
    ["def f():\n    return f()\nf()", "def f(x):\n    return [f(y) for y in [x]]\nf(0)"],
    ids=["function", "comprehension"],
)
def test_endless_recursion_is_an_error_like_others(console, code):
    console.value("kept = 1")
    error = console.error(code)
    assert error["type"] == "RecursionError"
    assert len(error["traceback"]) < 20_000
    assert console.value("kept")["value"] == 1


def test_an_error_tells_class_message_line_and_traceback(console):
    error = console.error("def f():\n    return 1 / 0\n\nf()\n")
    assert error["isError"]
    assert (error["name"], error["type"]) == ("PythonError", "ZeroDivisionError")
    assert error["message"] == "division by zero"
    assert error["line"] == 2
    lines = error["traceback"].splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert 'File "<console>", line 4' in lines[1]
    assert lines[-1] == "ZeroDivisionError: division by zero"
    assert "studio" not in error["traceback"]
    assert "pyodide" not in error["traceback"]


def test_a_syntax_error_has_its_line(console):
    error = console.error("x = 1\ny = (\n")
    assert (error["type"], error["line"]) == ("SyntaxError", 2)
    assert console.run("x")["error"]["type"] == "NameError"


def test_a_chained_error_shows_both(console):
    error = console.error(
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('v') from e"
    )
    assert error["type"] == "ValueError"
    assert "ZeroDivisionError" in error["traceback"]
    assert "direct cause" in error["traceback"]


def test_a_group_of_errors_is_shown(console):
    error = console.error("raise ExceptionGroup('both', [ValueError('a'), TypeError('b')])")
    assert error["type"] == "ExceptionGroup"
    assert "TypeError: b" in error["traceback"]


def test_an_error_with_an_odd_message_is_shown(console):
    error = console.error(
        "class Odd(Exception):\n    def __str__(self):\n        return 1 / 0\nraise Odd()"
    )
    assert error["type"] == "Odd"


@pytest.mark.parametrize("code", ["raise SystemExit", "import sys; sys.exit('bye')", "exit(3)"])
def test_leaving_does_not_end_the_session(console, code):
    console.value("kept = 1")
    answer = console.run(code)
    assert answer["error"]["type"] in {"SystemExit", "NameError"}
    assert console.value("kept")["value"] == 1


def test_an_exception_in_a_callback_is_raised(console):
    error = console.error("sorted([2, 1], key=lambda x: x / 0)")
    assert (error["type"], error["line"]) == ("ZeroDivisionError", 1)


def test_an_exception_in_a_callback_from_javascript_is_raised(console):
    code = "import tfjs as tf\ntf.backend.profile(lambda: 1 / 0)"
    error = console.error(code)
    assert (error["type"], error["line"]) == ("ZeroDivisionError", 2)


def test_an_exception_in_a_task_leaves_the_session_usable(console):
    task = "import asyncio\nasync def fail():\n    raise ValueError('in a task')\n"
    code = task + "await asyncio.gather(fail())"
    assert console.error(code)["type"] == "ValueError"
    assert console.value("1")["value"] == 1


def test_a_huge_repr_is_shortened(console):
    answer = console.run(
        "class Big:\n    def __repr__(self):\n        return 'x' * 10_000_000\nBig()"
    )
    assert "error" not in answer
    answer = console.run("raise ValueError('x' * 10_000_000)")
    assert len(answer["error"]["message"]) < 200_000
    assert "characters left out" in answer["error"]["message"]


def test_running_out_of_memory_leaves_the_session_usable(console):
    error = console.error("x = bytearray(1 << 40)")
    assert error["type"] in {"MemoryError", "OverflowError"}
    assert console.value("1")["value"] == 1


def test_display_sends_a_bundle(console):
    answer = console.run(
        "class Rich:\n    def _repr_html_(self):\n        return '<b>x</b>'\ndisplay(Rich(), 2)"
    )
    bundles = [event["bundle"] for event in answer["display"]]
    assert bundles[0]["text/html"] == "<b>x</b>"
    assert bundles[1] == {"text/plain": "2"}


def test_a_status_follows_every_run(console):
    answer = console.run("import tfjs as tf\nx = tf.ones([10])")
    status = answer["status"][-1]
    assert status["backend"]["name"] == "wasm"
    assert status["memory"] == {"num_tensors": 1, "num_bytes": 40}


def test_packages_of_the_distribution_are_there_when_imported(console):
    code = "import six\nsix.__version__"
    assert console.value(code)["type"] == "string"


def test_pandas_is_there_when_imported(console):
    code = "import pandas as pd\npd.DataFrame({'a': [1, 2]}).a.sum()"
    assert console.value(code) == {"type": "number", "value": 3}


def test_a_module_that_is_nowhere_is_an_error(console):
    error = console.error("import no_such_module_anywhere")
    assert (error["type"], error["line"]) == ("ModuleNotFoundError", 1)


def test_functions_are_called_by_name(console):
    assert console.call("math.sqrt", 9)["value"] == {"type": "number", "value": 3}
    console.value("def twice(x):\n    return [x, x]")
    assert len(console.call("twice", "a")["value"]["value"]) == 2


@pytest.mark.parametrize("name", ["nowhere", "math.nowhere", "no_module.f", "math.pi"])
def test_calling_what_is_no_function_says_so(console, name):
    error = console.call(name, 1)["error"]
    assert error["name"] == "PythonError"
    assert error["type"] in {"TypeError", "ModuleNotFoundError"}


def test_runs_that_overlap_both_end(console):
    code = "import asyncio\nawait asyncio.gather(asyncio.sleep(0.05), asyncio.sleep(0.01))\n'both'"
    assert console.value(code)["value"] == "both"

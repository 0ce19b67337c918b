"""`py` as somebody in DevTools meets it."""

from __future__ import annotations

import pytest


def test_values_in_a_template_arrive_as_variables(console):
    assert console.js("tagged") == {
        "sum": {"type": "number", "value": 42},
        "quoted": {"type": "string", "value": 'it\'s "quoted"\n\\n'},
        "items": {"type": "number", "value": 6},
        "nothing": {"type": "boolean", "value": True},
        "bytes": {"type": "string", "value": "bytes"},
    }


def test_an_error_is_an_error_of_javascript_too(console):
    error = console.error("raise KeyError('k')")
    assert error["isError"]
    assert (error["name"], error["type"], error["message"]) == ("PythonError", "KeyError", "'k'")


def test_ready_is_a_promise_of_nothing(console):
    assert console.js("ready") == {"isPromise": True, "value": {"type": "undefined"}}


def test_listeners_hear_until_they_are_removed(console):
    assert console.js("listening") == ["one\n"]


def test_an_unknown_event_is_refused_with_the_known_ones(console):
    assert console.js("unknownEvent").startswith("TypeError: py.on: expected one of stdout, stderr")


def test_the_backend_is_told_and_changed(console):
    told = console.js("backends")
    assert [choice["current"] for choice in told] == ["wasm", "cpu", "wasm"]
    assert "you chose it" in told[1]["reason"]


@pytest.mark.parametrize("name", ["ready", "on", "backend", "call", "interrupt", "restart"])
def test_the_members_of_the_contract_are_there(console, name):
    assert name in console.js("members")


def test_a_restart_forgets_variables_and_goes_on(console, worker):
    console.value("x = 1")
    try:
        assert console.js("restarted") == {"gone": "NameError", "works": 2}
    finally:
        worker.adopt()


def test_what_waits_is_rejected_by_a_restart(console, worker):
    try:
        assert console.js("restartedWhileRunning") == "RuntimeDied"
    finally:
        worker.adopt()

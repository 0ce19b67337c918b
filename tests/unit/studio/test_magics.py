"""Lines that are not Python become calls, line by line; Python stays as it is."""

from __future__ import annotations

import ast

import pytest

from studio.repl.magics import translate


@pytest.mark.parametrize(
    "source",
    [
        "x = 5 % 3",
        "x = '''\n%time\n'''",
        "f(\n%s\n)",
        "a != b",
        "print('why?')",
        "x = y \\\n% z",
        "",
    ],
)
def test_python_stays_as_it_is(source):
    assert translate(source) == source


@pytest.mark.parametrize(
    ("source", "call"),
    [
        ("%time f(1)", "await __magic__('line', 'time', 'f(1)')"),
        ("    %pip install x", "    await __magic__('line', 'pip', 'install x')"),
        ("!pip install x", "await __magic__('shell', '', 'pip install x')"),
        ("tf.matmul?", "await __magic__('help', '', 'tf.matmul')"),
        ("?len", "await __magic__('help', '', 'len')"),
        ("len??", "await __magic__('source', '', 'len')"),
        ("len ?", "await __magic__('help', '', 'len')"),
        ("%time?", "await __magic__('line', 'time', '?')"),
        ("%%time 1\na = 'b'", "await __magic__('cell', 'time', \"1\\na = 'b'\")"),
    ],
)
def test_magics_become_calls(source, call):
    assert translate(source) == call


def test_an_apostrophe_in_a_comment_does_not_hide_the_next_magic():
    assert translate("%pip list # it's\nb?").splitlines()[1].startswith("await")


def test_lines_keep_their_numbers():
    source = "a = 1\n%time a\nb?\nc = 2"
    tree = ast.parse(translate(source))
    assert [node.lineno for node in tree.body] == [1, 2, 3, 4]

"""What is open in unfinished source, and which expression the cursor stands behind."""

from __future__ import annotations

import pytest

from studio.repl.scan import expression_before, scan


@pytest.mark.parametrize(
    ("source", "brackets", "quote"),
    [
        ("f(1, [2", "([", ""),
        ("f(1) + g(", "(", ""),
        ("'text", "", "'"),
        ("'''text\n'", "", "'''"),
        (r"'a\'b", "", "'"),
        ("# (not open '", "", ""),
        ("'never closed\nf(", "(", ""),
        ("", "", ""),
    ],
)
def test_what_is_open(source, brackets, quote):
    state = scan(source)
    assert "".join(bracket for bracket, _ in state.brackets) == brackets
    assert state.quote == quote


def test_strings_tell_their_letters_and_where_they_begin():
    state = scan('x = rb"abc')
    assert (state.prefix, state.string_start) == ("rb", 7)
    assert scan('xr"abc').prefix == ""


def test_logical_lines_begin_outside_brackets_strings_and_continuations():
    assert scan("a = (1,\n2)\nb = '''\n'''\nc = 1 + \\\n2\nd").line_starts == [0, 11, 23, 35]


@pytest.mark.parametrize(
    ("source", "expression"),
    [
        ("x = a.b(1)[2]", "a.b(1)[2]"),
        ("f(a.b", "a.b"),
        ("'text'", "'text'"),
        ("1 + [1, 2]", "[1, 2]"),
        ("f('(').g", "f('(').g"),
        ("x =", ""),
        ("", ""),
        (")", ""),
    ],
)
def test_the_expression_before_the_cursor(source, expression):
    assert expression_before(source, len(source)) == expression

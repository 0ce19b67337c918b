"""A look at unfinished source: strings, brackets and lines. No parser would take it."""

from dataclasses import dataclass, field

_OPENERS = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = frozenset(_OPENERS.values())
_PREFIX = frozenset("rRbBfFuUtT")


@dataclass
class State:
    """What is open at the end of a piece of source."""

    brackets: list[tuple[str, int]] = field(default_factory=list)
    """Brackets not closed yet, outermost first, with their offsets."""
    quote: str = ""
    """The quotes that the string under way must end with; empty outside strings."""
    string_start: int = 0
    """Offset of that string's first character after its opening quotes."""
    prefix: str = ""
    """Letters in front of that string."""
    comment: bool = False
    line_starts: list[int] = field(default_factory=list)
    """Offsets at which a logical line begins: not inside a string, a bracket or a continuation."""


def scan(source: str) -> State:
    """Return what is open at the end of `source`."""
    state = State(line_starts=[0])
    position = 0
    while position < len(source):
        if state.quote:
            position = _in_string(source, position, state)
        else:
            position = _in_code(source, position, state)
    return state


def _in_string(source: str, position: int, state: State) -> int:
    if source[position] == "\\":
        return position + 2
    if source.startswith(state.quote, position):
        position += len(state.quote)
        state.quote = ""
        return position
    if source[position] == "\n" and len(state.quote) == 1:  # never closed: an error of its own
        state.quote = ""
        return _in_code(source, position, state)
    return position + 1


def _in_code(source: str, position: int, state: State) -> int:
    letter = source[position]
    if letter == "\n":
        state.comment = False
        if not state.brackets and source[position - 1 : position] != "\\":
            state.line_starts.append(position + 1)
    elif state.comment:
        pass
    elif letter == "#":
        state.comment = True
    elif letter in "'\"":
        return _open_string(source, position, state)
    elif letter in _OPENERS:
        state.brackets.append((letter, position))
    elif letter in _CLOSERS and state.brackets:
        state.brackets.pop()
    return position + 1


def _open_string(source: str, position: int, state: State) -> int:
    letter = source[position]
    state.quote = letter * 3 if source.startswith(letter * 3, position) else letter
    state.string_start = position + len(state.quote)
    start = position
    while start > 0 and position - start < 2 and source[start - 1] in _PREFIX:
        start -= 1
    before = source[start - 1] if start else " "
    state.prefix = "" if before.isalnum() or before == "_" else source[start:position].lower()
    return state.string_start


def expression_before(source: str, end: int) -> str:
    """The longest name, attribute, call or subscript expression that ends at offset `end`.

    `expression_before("x = a.b(1)[2]", 13)` is `"a.b(1)[2]"`; nothing there gives `""`.
    """
    position = end
    while position > 0:
        start = _primary_start(source, position)
        if start is None:
            return source[position:end].strip()
        position = start
        dot = position
        while dot > 0 and source[dot - 1] in " \t":
            dot -= 1
        if dot == 0 or source[dot - 1] != ".":
            return source[position:end].strip()
        position = dot - 1
    return source[position:end].strip()


def _primary_start(source: str, end: int) -> int | None:
    """Where the name or string that ends at `end`, brackets after it included, begins."""
    position = end
    while position > 0 and source[position - 1] in ")]}":
        opening = _matching(source, position - 1)
        if opening is None:
            return None
        position = opening
    name_end = position
    while position > 0 and (source[position - 1].isalnum() or source[position - 1] == "_"):
        position -= 1
    if position < name_end:
        return position
    if position > 0 and source[position - 1] in "'\"":
        return _string_start(source, position)
    return position if position < end else None


def _matching(source: str, closing: int) -> int | None:
    state = scan(source[:closing])
    return state.brackets[-1][1] if state.brackets else None


def _string_start(source: str, end: int) -> int | None:
    """Offset of the opening quote of the string that ends at `end`."""
    state = scan(source[: end - 1])
    if not state.quote:
        return None
    start = state.string_start - len(state.quote)
    return start - len(state.prefix)

"""Regular expressions over strings: RE2's syntax, run by Python's `re`."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from tfjs import dtypes
from tfjs._dispatch import elementwise
from tfjs.errors import InvalidArgumentError
from tfjs.ops.strings_values import mapped, measured, text
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfjs._typing import TensorLike

_POSIX: Final = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": r"\x00-\x7f",
    "blank": r"\t ",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\t\n\v\f\r ",
    "upper": "A-Z",
    "word": r"0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_SPACE: Final = r"\t\n\f\r "
"""What RE2 means by `\\s`: not the vertical tab, as Python does."""

_TOKEN: Final = re.compile(
    r"\\Q(?P<quoted>.*?)(?:\\E|\Z)|\[:(?P<posix>\^?\w+):\]|(?P<escape>\\.)|(?P<other>.)",
    re.DOTALL,
)


def _translated(pattern: str) -> str:
    """A pattern of RE2 as Python writes it."""
    by_line = re.search(r"\(\?[a-zA-Z]*m", pattern) is not None
    parts: list[str] = []
    within = False
    for token in _TOKEN.finditer(pattern):
        quoted, posix, escape, other = token.group("quoted", "posix", "escape", "other")
        if quoted is not None:
            parts.append(re.escape(quoted))
        elif posix is not None and within:
            parts.append(_POSIX[posix])
        elif escape is not None:
            parts.append(_escape(escape, within))
        else:
            piece = other if other is not None else token.group()
            if piece == "$" and not within and not by_line:
                piece = r"\Z"  # Python's $ also matches before a newline at the end
            within = _is_within(piece, within, parts)
            parts.append(piece)
    return "".join(parts)


def _escape(escape: str, within: bool) -> str:
    if escape == r"\z":
        return r"\Z"
    if escape == r"\s":
        return _SPACE if within else f"[{_SPACE}]"
    if escape == r"\S" and not within:
        return f"[^{_SPACE}]"
    return escape


def _is_within(piece: str, within: bool, parts: list[str]) -> bool:
    """Whether what follows `piece` is inside brackets; `]` first in them stands for itself."""
    if piece == "[" and not within:
        return True
    if piece == "]" and within:
        before = "".join(parts[-2:])
        return before.endswith(("[", "[^")) and not before.endswith(r"\[")
    return within


@lru_cache(maxsize=256)
def _compiled(pattern: bytes, op: str) -> re.Pattern[str]:
    try:
        return re.compile(_translated(pattern.decode("utf-8", "surrogateescape")), re.ASCII)
    except (re.error, KeyError) as error:
        raise InvalidArgumentError(
            f"{op}: Invalid pattern: {pattern.decode('utf-8', 'replace')}, error: {error}", op=op
        ) from error


@elementwise
def regex_full_match(input: "TensorLike", pattern: "TensorLike", name: str | None = None) -> Tensor:
    r"""Whether each string, as a whole, matches, bool.

    Args:
        input: Strings of UTF-8.
        pattern: A regular expression of RE2.

    Raises:
        InvalidArgumentError: `pattern` is none, or is no scalar.

    Differs from TensorFlow: `\p{...}`, `\C` and flags in the middle of a pattern are refused.
    """
    found = _compiled(text(pattern, "regex_full_match", "pattern"), "regex_full_match")

    def matches(item: bytes) -> bool:
        return found.fullmatch(item.decode("utf-8", "surrogateescape")) is not None

    return measured(input, matches, dtypes.bool, "regex_full_match")


@elementwise
def regex_replace(
    input: "TensorLike",
    pattern: "TensorLike",
    rewrite: "TensorLike",
    replace_global: bool = True,
    name: str | None = None,
) -> Tensor:
    r"""Each string with what matches rewritten.

    Args:
        input: Strings of UTF-8.
        pattern: A regular expression of RE2.
        rewrite: `\1` to `\9` stand for groups, `\0` for the whole match. Nothing changes if it
            names a group that is not there.
        replace_global: Whether to rewrite every match, or the first.

    Raises:
        InvalidArgumentError: `pattern` is none, or is no scalar.

    Differs from TensorFlow: `\p{...}`, `\C` and flags in the middle of a pattern are refused.
    """
    op = "regex_replace"
    found = _compiled(text(pattern, op, "pattern"), op)
    parts = _rewrite_parts(text(rewrite, op, "rewrite").decode("utf-8", "surrogateescape"))
    if any(isinstance(p, int) and p > found.groups for p in parts):
        return mapped(input, bytes, op)  # RE2 then leaves everything as it is

    def write(match: re.Match[str]) -> str:
        return "".join((match.group(p) or "") if isinstance(p, int) else p for p in parts)

    return mapped(input, lambda item: _replaced(item, found, write, bool(replace_global)), op)


def _rewrite_parts(rewrite: str) -> list[Any]:
    """Text and numbers of groups."""
    parts: list[Any] = []
    for token in re.finditer(r"\\(\d)|\\(.)|([^\\]+)|(\\)", rewrite, re.DOTALL):
        group, escaped, plain, rest = token.groups()
        parts.append(int(group) if group is not None else escaped or plain or rest)
    return parts


def _replaced(
    item: bytes, pattern: re.Pattern[str], write: "Callable[[re.Match[str]], str]", every: bool
) -> bytes:
    """RE2 leaves out an empty match right behind another match, which Python does not."""
    subject = item.decode("utf-8", "surrogateescape")
    parts, done, last = [], 0, -1
    for match in pattern.finditer(subject):
        if match.start() == match.end() == last:
            continue
        parts += [subject[done : match.start()], write(match)]
        done = last = match.end()
        if not every:
            break
    parts.append(subject[done:])
    return "".join(parts).encode("utf-8", "surrogateescape")

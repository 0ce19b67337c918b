"""Tables of text with lines around their cells."""

import re
from typing import NamedTuple


class Column(NamedTuple):
    """A column of a table."""

    head: str
    width: int
    """Its share of the table's width, in characters."""
    align: str
    """"left", "right" or "center"."""


def text_table(columns: list[Column], rows: list[list[str]], width: int) -> list[str]:
    """The lines of a table.

    Args:
        columns: Their widths sum up to `width`, and shrink evenly to leave room for lines.
        rows: A text for each column; texts that are too long are broken.
        width: Of the table, in characters.
    """
    widths = _shrunk([column.width + 2 for column in columns], width - len(columns) - 1)
    aligns = [column.align for column in columns]
    heads = _cells([column.head for column in columns], widths, aligns)
    lines = [_rule(widths, "┏━┳┓"), *(f"┃{'┃'.join(cells)}┃" for cells in heads)]
    lines.append(_rule(widths, "┡━╇┩"))
    for place, row in enumerate(rows):
        if place:
            lines.append(_rule(widths, "├─┼┤"))
        lines += [f"│{'│'.join(cells)}│" for cells in _cells(row, widths, aligns)]
    lines.append(_rule(widths, "└─┴┘"))
    return lines


def _rule(widths: list[int], marks: str) -> str:
    start, line, cross, end = list(marks)
    return start + cross.join(line * width for width in widths) + end


def _shrunk(widths: list[int], total: int) -> list[int]:
    """Widths that sum up to `total`, each made smaller by the same amount."""
    left = sum(widths) - total
    found = []
    for place, width in enumerate(widths):
        taken = min(width, round(left / (len(widths) - place)))
        found.append(width - taken)
        left -= taken
    return found


def _cells(texts: list[str], widths: list[int], aligns: list[str]) -> list[list[str]]:
    """The lines of a row, each a padded text per column."""
    broken = [_broken(text, width - 2) for text, width in zip(texts, widths, strict=True)]
    height = max(len(lines) for lines in broken)
    found = []
    for i in range(height):
        line = []
        for lines, width, align in zip(broken, widths, aligns, strict=True):
            text = lines[i] if i < len(lines) else ""
            place = {"left": text.ljust, "right": text.rjust, "center": text.center}[align]
            line.append(f" {place(width - 2)} ")
        found.append(line)
    return found


def _broken(text: str, width: int) -> list[str]:
    """A text in lines, broken between words; words that are longer than a line are cut."""
    lines, line = [], ""
    for word in re.findall(r"\s*\S+\s*", text):
        if len(line) + len(word.rstrip()) <= width:
            line += word
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = word
    lines.append(line.rstrip())
    return [part if len(part) <= width else f"{part[: width - 1]}…" for part in lines]

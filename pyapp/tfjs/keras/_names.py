"""Names that Keras gives by itself: `adam`, then `adam_1`."""

import re
from collections import Counter

_given: Counter[str] = Counter()


def snake_case(class_name: str) -> str:
    """The class's name in small letters, with underscores between its words."""
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", class_name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()


def auto_name(class_name: str) -> str:
    """The class's name in snake case, with a number from the second one on."""
    name = snake_case(class_name)
    count = _given[name]
    _given[name] += 1
    return f"{name}_{count}" if count else name


def unique_number(prefix: str) -> int:
    """How often a prefix has been asked for, this time included."""
    _asked[prefix] += 1
    return _asked[prefix]


def reset_names() -> None:
    """Let names begin anew."""
    _given.clear()
    _asked.clear()


_asked: Counter[str] = Counter()

"""Names that Keras gives by itself: `adam`, then `adam_1`."""

import re
from collections import Counter

_given: Counter[str] = Counter()


def auto_name(class_name: str) -> str:
    """The class's name in snake case, with a number from the second one on."""
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", class_name))
    name = re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
    count = _given[name]
    _given[name] += 1
    return f"{name}_{count}" if count else name

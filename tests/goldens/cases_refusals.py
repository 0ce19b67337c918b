"""Arguments that make no sense: wrong shapes, ranks, dtypes and indices, nothing, ragged lists.

And numbers at the edges. The tables are in `refused_….py` and `edges.py`.
"""

from __future__ import annotations

from ask import Case, e
from edges import EDGES
from refused_pictures import PICTURES, SIGNALS_AND_DRAWS, TEXTS, WINDOWS
from refused_places import PICKING, SHAPING
from refused_values import ELEMENTWISE, PRODUCTS, REDUCTIONS


def refusals() -> list[Case]:
    tables = (ELEMENTWISE, PRODUCTS, SHAPING, PICKING, WINDOWS, REDUCTIONS, PICTURES)
    rest = (SIGNALS_AND_DRAWS, TEXTS)
    return [e(text) for table in (*tables, *rest) for text in table]


def edges() -> list[Case]:
    return [e(text) for text in EDGES]


FAMILIES = {"refusals": refusals, "edges": edges}

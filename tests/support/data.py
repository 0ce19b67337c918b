"""Where the folder of real models and pictures is; tests that need it skip without it."""

from __future__ import annotations

import os
from pathlib import Path

from serving.project import CHECKOUT

ABSENT = (
    "the folder of real models and pictures is absent: put it beside the checkout as "
    "shared/data, or name it in $TFJS_DATA"
)


def folder() -> Path | None:
    """The data folder, or None: `$TFJS_DATA`, or shared/data beside the checkout."""
    given = os.environ.get("TFJS_DATA")
    places = [Path(given)] if given else [CHECKOUT.parent / "shared" / "data"]
    return next((place.resolve() for place in places if (place / "models").is_dir()), None)

"""What a result looks like: Jupyter's protocol, and forms of our own for what is ours."""

import json
import sys
from typing import Any

from studio import host
from studio.display import bundle_of, shortened
from studio.repl import tables

TEXT_LIMIT = 20_000
"""Characters of a text result that are shown; what lies in the middle is counted."""
DATA_LIMIT = 8_000_000
"""Characters of a picture or table, encoded; beyond that only its text is shown."""


def shown(value: Any) -> dict[str, Any]:
    """The bundle of a result; never raises for what the value's own methods do wrong."""
    if isinstance(value, str) and len(value) > TEXT_LIMIT:  # a repr of all of it costs seconds
        half = TEXT_LIMIT // 2
        left = f"\n[… {len(value) - 2 * half:,} characters left out …]\n"
        return {"text/plain": repr(value[:half])[:-1] + left + repr(value[-half:])[1:]}
    if isinstance(value, bytes | bytearray) and len(value) > TEXT_LIMIT:
        kind = type(value).__name__
        return {"text/plain": f"{bytes(value[:64])!r}…  ({kind}, {len(value):,} bytes)"}
    try:
        bundle = bundle_of(value)
    except Exception as error:
        name, kind = type(value).__name__, type(error).__name__
        text = f"<{name}: it cannot be shown; its repr raised {kind}: {error}>"
        return {"text/plain": shortened(text, TEXT_LIMIT)}
    bundle["text/plain"] = shortened(bundle["text/plain"], TEXT_LIMIT)
    if set(bundle) == {"text/plain"} and not isinstance(value, type):
        bundle |= _figure(value) or tables.of(value)
    return {mime: data for mime, data in bundle.items() if _fits(mime, data)}


def display(*values: Any) -> None:
    """Show values below the input, as richly as its result."""
    for value in values:
        bundle = shown(value)
        json.dumps(bundle)  # a bundle that is not JSON is the caller's error: raise it here
        host.emit("display", {"bundle": bundle})


def _figure(value: Any) -> dict[str, Any]:
    """A matplotlib figure as a picture; nothing for any other value."""
    figure = getattr(sys.modules.get("matplotlib.figure"), "Figure", None)
    if figure is None or not isinstance(value, figure):
        return {}
    from studio.repl import figures

    return figures.picture_of(value)


def _fits(mime: str, data: Any) -> bool:
    return mime == "text/plain" or len(data if isinstance(data, str) else str(data)) < DATA_LIMIT

"""Event files for TensorBoard."""

from typing import Any

from tfjs.errors import UnimplementedError
from tfjs.keras.callbacks.callback import Callback


class TensorBoard(Callback):
    """Not available: TensorBoard is a server, and a browser has none.

    Args:
        log_dir: Accepted.
        **kwargs: Accepted.

    Raises:
        UnimplementedError: Always.
    """

    def __init__(self, log_dir: str = "logs", **kwargs: Any) -> None:
        super().__init__()
        raise UnimplementedError(
            "TensorBoard: expected a callback that works in a browser. Received: one that writes "
            f"event files to {log_dir!r} for a server. Keep the values with CSVLogger, or plot "
            "`history.history` with matplotlib.",
            op="TensorBoard",
        )

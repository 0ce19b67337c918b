"""Values of epochs for a server."""

from typing import Any

from tfjs.errors import UnimplementedError
from tfjs.keras.callbacks.callback import Callback


class RemoteMonitor(Callback):
    """Not available: nothing that this library computes leaves the browser.

    Args:
        root: Accepted, as all arguments that follow.
        path: Accepted.
        field: Accepted.
        headers: Accepted.
        send_as_json: Accepted.

    Raises:
        UnimplementedError: Always.
    """

    def __init__(
        self,
        root: str = "http://localhost:9000",
        path: str = "/publish/epoch/end/",
        field: str = "data",
        headers: Any = None,
        send_as_json: bool = False,
    ) -> None:
        super().__init__()
        raise UnimplementedError(
            "RemoteMonitor: expected a callback that works in a browser. Received: one that sends "
            f"values to {root}{path}. Keep them with CSVLogger, or send them yourself from a "
            "LambdaCallback.",
            op="RemoteMonitor",
        )

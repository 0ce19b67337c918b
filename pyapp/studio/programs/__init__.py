"""The programs shown in the page, ordinary files that its visitor can read, change and run."""

import pkgutil


def source(name: str) -> str:
    """The text of the program `name`."""
    # By the loader, which fetches the file where only its bytecode is kept.
    data = pkgutil.get_data(__name__, f"{name}.py")
    if data is None:
        raise FileNotFoundError(f"source: expected the name of a program. Received: {name!r}.")
    return data.decode()

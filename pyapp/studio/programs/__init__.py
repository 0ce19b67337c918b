"""The programs shown in the page, ordinary files that its visitor can read, change and run."""

from importlib.resources import files


def source(name: str) -> str:
    """The text of the program `name`."""
    return (files(__package__) / f"{name}.py").read_text(encoding="utf-8")

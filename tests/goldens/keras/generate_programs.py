"""Run the programs in programs/ with Keras: writes what they print to programs.json.

    python generate_programs.py [name …]

See ../README.md for the environment.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "programs"


def printed(path: Path) -> list[str]:
    """The lines that a program prints, empty ones left out."""
    keras.backend.clear_session()
    output = io.StringIO()
    code = compile(path.read_text(), str(path), "exec")
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(output),
    ):
        exec(code, {"__name__": "__main__"})
    return [line for line in output.getvalue().splitlines() if line.strip()]


def main() -> None:
    file = HERE / "programs.json"
    known = json.loads(file.read_text()) if file.exists() else {}
    wanted = sys.argv[1:] or sorted(path.stem for path in FOLDER.glob("*.py"))
    found = known | {name: printed(FOLDER / f"{name}.py") for name in wanted}
    text = json.dumps(dict(sorted(found.items())), indent=0, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

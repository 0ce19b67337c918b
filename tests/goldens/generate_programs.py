"""Run the programs in `tests/browser/programs` with TensorFlow, and keep what they print.

See README.md. Arguments: names of programs; those that are not named stay as they were.
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

HERE = Path(__file__).parent
PROGRAMS = HERE.parent / "browser" / "programs"
FILE = HERE / "data" / "programs.json"


def printed(path: Path) -> str:
    """What a program writes to its standard output."""
    out = io.StringIO()
    os.chdir(tempfile.mkdtemp())
    with contextlib.redirect_stdout(out):
        exec(compile(path.read_text(), str(path), "exec"), {"__name__": "__main__"})
    return out.getvalue()


def main() -> None:
    """Write `data/programs.json`."""
    known = json.loads(FILE.read_text()) if FILE.exists() else {}
    paths = {path.stem: path for path in sorted(PROGRAMS.glob("*.py"))}
    for name in sys.argv[1:] or paths:
        known[name] = printed(paths[name])
    kept = {name: known[name] for name in paths if name in known}
    FILE.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

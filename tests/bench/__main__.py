"""`python -m tests.bench [--json FILE] [--only PART]`: a table of ratios, and JSON."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "pyapp"))

from tests.bench.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m tests.bench [--json FILE] [--only steady|boot|server]`: measure, print a table of ratios, keep it as JSON."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "pyapp"))

from tests.bench.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

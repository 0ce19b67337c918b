"""`python -m tests [pytest arguments]`: get what they need, run them. Needs only Python 3.11."""

import os
import sys

# Written so that an older Python can read this file far enough to say what it lacks.
if sys.version_info < (3, 11):
    sys.exit("The tests need Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "pyapp")
)

from tests.support.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

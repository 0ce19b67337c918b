"""What shows that it works: unit (CPython), browser (the worker), app (the page), smoke."""

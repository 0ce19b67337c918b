"""Benchmarks: ratios against plain TF.js and plain Pyodide, in the same page and run."""

"""Tests of the page's own Python and of the worker around it."""

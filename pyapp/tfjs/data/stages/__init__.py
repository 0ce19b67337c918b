"""The steps of a pipeline: each makes an iterator of elements out of those of the step before.

A stage is a plan, and costs nothing until somebody asks for elements. Elements are structures of
components (see `_values`); a stage that is iterated twice is run twice.
"""

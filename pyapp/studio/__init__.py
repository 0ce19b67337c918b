"""The page's own Python: runs programs for page and console, and describes their results."""

"""The page's own Python: runs programs for the page and the console, and describes their results."""

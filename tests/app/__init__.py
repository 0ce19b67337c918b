"""The page as a person uses it: real clicks, keys and files in a real browser."""

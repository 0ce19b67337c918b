"""The console's Python: runs what is typed, and tells what the page shows about it.

The page calls these functions by name, with plain values:

- `console.start`, `console.run`: the session and one line of it
- `ask.answer`: what was typed for `input()`
- `completion.complete`, `signatures.signature`, `documentation.describe`: help while typing
- `variables.listing`, `files.*`: the panels beside the prompt
"""

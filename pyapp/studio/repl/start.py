"""Everything of the console's that its start needs, so that a snapshot may hold it."""

from studio.repl import commands as commands
from studio.repl import completion as completion
from studio.repl import console as console
from studio.repl import files as files
from studio.repl import variables as variables

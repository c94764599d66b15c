"""Of the tests and what they start each module is compiled once, even where Python is told to keep no bytecode.

Else hundreds of programs, and every process that runs tests, would compile all of it anew.
"""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

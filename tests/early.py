"""Loaded before everything else: compiled Python is kept, whatever the machine says.

To compile the program takes as long as to load it, and every worker of a run and every server it starts would do so.
"""

from __future__ import annotations

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

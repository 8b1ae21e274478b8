"""Loaded by the process servers are forked off: none of them compiles a template another has compiled."""

from __future__ import annotations

import os

from tests import once

if once.FOLDER in os.environ:  # not outside a run of the tests
    once.keep_templates()

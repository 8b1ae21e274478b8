"""The application for a web server and for ``flask --app wsgi``. Importing it starts nothing."""

from __future__ import annotations

import sys

from app import create_app
from app.config import BadSettings

try:
    app = create_app()
except BadSettings as problems:
    sys.exit(str(problems))

"""Forms of the letters: buttons only."""

from __future__ import annotations

from app.web.forms import Form


class ResendForm(Form):
    """Send one letter again."""


class ConfirmForm(Form):
    """Let the first letters go."""

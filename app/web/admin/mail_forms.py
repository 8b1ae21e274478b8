"""Forms of the mail desk: buttons only."""

from __future__ import annotations

from app.web.forms import Form


class LetterForm(Form):
    """Try one letter again, or now."""


class TrialForm(Form):
    """Send a letter to oneself, to see whether letters go out."""

"""What a deed can refuse. Every refusal is a sentence for a person, and names its field where it has one."""

from __future__ import annotations


class Refused(Exception):
    """A deed was refused. ``field`` names the form field it is about, ``article`` the provision behind it."""

    def __init__(self, sentence: str, *, field: str | None = None, article: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.article = article


class NotAllowed(Refused):
    """This person may not do this here."""


class OutOfOrder(Refused):
    """The procedure does not allow this act now."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the matter since it was read."""


class NotFound(Refused):
    """No such thing, or not for this person: the two look the same from outside."""

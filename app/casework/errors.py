"""What a deed can refuse. Every refusal is a sentence for a person, and names its field where it has one."""

from __future__ import annotations

from collections.abc import Sequence

from app.statute.instruments import cite_all
from app.statute.terms import Value, in_vietnamese


class Refused(Exception):
    """A deed was refused. ``field`` names the form field it is about, ``provisions`` the law behind it.

    ``sentence`` and ``article`` are Vietnamese; ``template``, ``values`` and ``provisions`` are what the web makes
    another language from. Values stand in the template as ``%(name)s``.
    """

    def __init__(
        self, template: str, *, field: str | None = None, article: str | None = None,
        provisions: Sequence[str] = (), **values: Value,
    ) -> None:  # fmt: skip
        self.sentence = in_vietnamese(template, values)
        super().__init__(self.sentence)
        self.template = template
        self.values = values
        self.field = field
        self.provisions = tuple(provisions)
        self.article = article or cite_all(self.provisions) or None


class NotAllowed(Refused):
    """This person may not do this here."""


class OutOfOrder(Refused):
    """The procedure does not allow this act now."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the matter since it was read."""


class NotFound(Refused):
    """No such thing, or not for this person: the two look the same from outside."""

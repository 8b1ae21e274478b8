"""What a withdrawal says of those who withdraw: by their places in the file, and how many whose names are not in it."""

from __future__ import annotations

from app.statute.procedures.shape import FieldKind, FieldSpec

PEOPLE = FieldSpec("people", FieldKind.PEOPLE, required=False)
OTHERS = FieldSpec("others", FieldKind.NUMBER, required=False)
OF = "of"  # beside them: how many people there are to withdraw; without it an act says nothing of persons
WHO = (PEOPLE, OTHERS)

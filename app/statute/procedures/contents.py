"""What acts say of the contents of a matter (app.statute.findings): which ones, and what was found of each."""

from __future__ import annotations

from app.statute.procedures.shape import FieldKind, FieldSpec

FINDING, REMEDY, BASIS, EVIDENCE = "finding", "remedy", "basis", "evidence"
_SAID = (FieldSpec(BASIS, FieldKind.TEXT, required=False), FieldSpec(EVIDENCE, FieldKind.TEXT, required=False))

# Which contents an act is about: those accepted, those withdrawn. Where there is only one there is nothing to choose.
NAMED = FieldSpec("contents", FieldKind.CONTENTS, required=False)


def of_each(findings: str, remedies: str = "") -> tuple[FieldSpec, ...]:
    """What a resolution says of each content: the finding, what becomes of what is contested, on what ground."""
    remedy = (FieldSpec(REMEDY, FieldKind.CHOICE, choices=remedies),) if remedies else ()
    return (FieldSpec(FINDING, FieldKind.CHOICE, choices=findings), *remedy, *_SAID)


OF_A_DENUNCIATION = of_each("denunciation_findings")
OF_FEEDBACK = of_each("feedback_findings")

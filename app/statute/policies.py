"""Named readings of the law where it leaves a choice, with the default we recommend.

A statutory number never stands here: those change by a release only. An administrator may choose another value with a
source (records.settings.PolicyChoice); what was judged before keeps the reading it was judged under.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policies:
    """The choices made.

    ``roll_forward``: a calendar limit that ends on a day off ends on the next working day (BLDS 148.5), also for an
    authority's "không quá N ngày". ``roll_ceilings``: the same for the 45-day ceiling. ``soon_working_days``: from how
    many working days before the end a duty is called near due (ours, not the law's).
    """

    roll_forward: bool = True
    roll_ceilings: bool = False
    soon_working_days: int = 5


DEFAULT = Policies()

"""Groups that come about one matter (đoàn đông người), and the people who speak for them."""

from __future__ import annotations

from typing import Final

PROVISION: Final = "LTCD 29"
GROUP_FROM: Final = 5  # people
MOST_REPRESENTATIVES: Final = 5  # one or two for a small group, never more than this

"""The doctor: what is in order, what is doubtful or wrong, and what to do. For the command line and the first run.

Everything is looked at and nothing is changed: a row is written to see whether one can be, and taken back.
"""

from app.web.doctor.examine import examine, is_well
from app.web.doctor.finding import Finding, State

__all__ = ["Finding", "State", "examine", "is_well"]

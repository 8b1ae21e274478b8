"""What is remembered. Tables only: a record answers about itself, it neither queries nor decides law nor knows URLs."""

from app.records import (
    agencies,
    audit,
    cases,
    documents,
    drafts,
    identities,
    jobs,
    matters,
    notices,
    obligations,
    oversight,
    people,
    petitions,
    reception,
    search,
    settings,
)

__all__ = [
    "agencies",
    "audit",
    "cases",
    "documents",
    "drafts",
    "identities",
    "jobs",
    "matters",
    "notices",
    "obligations",
    "oversight",
    "people",
    "petitions",
    "reception",
    "search",
    "settings",
]

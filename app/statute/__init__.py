"""The law: what is due, from whom, by when. Standard library only; no database, no clock, no Flask."""

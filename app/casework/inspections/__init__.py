"""Inspections: planned, carried out by a team, concluded, followed up; and who may know what of one, from when."""

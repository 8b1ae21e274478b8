"""Deeds: what officers and the system do. A SQLAlchemy session and plain values; no Flask, no clock, no commit."""

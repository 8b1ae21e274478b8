"""A simulated year: three schedulers, a mail server with moods, deaths at any moment, and a tally of what arrived."""

"""Invented data to try the program with: people, matters and their histories, the same for the same seed and day.

Nobody in it exists: names are put together by chance, identity numbers begin with digits no province has, addresses
for letters end in a domain that can never be registered.
"""

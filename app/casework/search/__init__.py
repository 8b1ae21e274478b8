"""Search over visits, petitions and cases: words, rows, the question, what is found, what was likely meant."""

"""Official papers: made from what the file says, changed by a person, issued under a number, kept as they were sent."""

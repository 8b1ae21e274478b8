"""The printer: what leaves the program as a document of its own. Words and figures come in, bytes go out."""

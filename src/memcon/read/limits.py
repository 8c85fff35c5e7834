"""How much is read at once."""

MAX_BYTES = 50_000_000
"""A report is some kilobytes; ten megabytes are still read. More is a file of many reports, or not a report."""

MAX_WORDS = "50 MB"
"""The same for people."""

"""Dates, times, durations and sets in a document, as TIMEX3 values."""

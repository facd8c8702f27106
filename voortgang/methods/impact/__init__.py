"""Interrupted time series: what changed in a weekly or monthly series when a measure began, and when it ended."""

"""Scenarios of the IV portfolio: kept by name, written anew and never over, and adopted by a meeting or not."""

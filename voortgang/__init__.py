"""Voortgangsmonitor invordering: delivery → warehouse → metrics → pages and letters."""

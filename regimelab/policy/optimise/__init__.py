"""Doses under a budget and red lines: what the least harm costs, and what the most benefit."""

"""Simulate many futures from the rates of the theory."""

"""Findings: every number that the brief prints, made once and referred to by id."""

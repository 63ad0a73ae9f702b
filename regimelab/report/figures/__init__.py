"""Figures as inline SVG, written by hand: no script, no plotting library, the same bytes every time."""

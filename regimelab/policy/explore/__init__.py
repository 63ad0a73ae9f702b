"""Deep uncertainty: many worlds, every portfolio in each, and what makes one of them better."""

"""Who copies whose laws: two laws compared, a country's laws scanned, their diffusion over time."""

"""Estimate the model, check it, and score its forecasts."""

"""What could be done and what nobody here decides: levers, portfolios, scenarios, and what follows."""

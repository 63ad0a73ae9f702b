"""The study held in memory, so that it answers while a hand moves a lever."""

"""Claims read on the whole world's record: panels made blind to the brief, and what they say."""

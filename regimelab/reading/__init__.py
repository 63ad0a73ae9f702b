"""What any file of the user's may say, reading it, and telling everything that is wrong with it."""

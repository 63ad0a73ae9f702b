"""The brief on paper: the same content set by Typst as a tagged PDF."""

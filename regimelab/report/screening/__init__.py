"""A screening as a document: one content, written as a page, as a PDF and as a public summary."""

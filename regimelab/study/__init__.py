"""The wiring, read like a methods section: what is asked, of what evidence, by what method.

One file a question; each function takes plain values and returns a ``Result``. The command
line and the page call these functions and nothing below them.
"""

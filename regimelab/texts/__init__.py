"""Law texts: read, made comparable, aligned, and traced to those they were copied from."""

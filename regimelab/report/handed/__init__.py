"""What the report is handed: the least it must know of other rooms' results."""

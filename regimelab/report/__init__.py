"""The living brief: findings, figures and pages, built from what this room is handed."""

"""Indicators across documents: their names compared by the meaning of their words."""

"""Exports: a record for programs (JSON), for the terminal (table) and for the browser (HTML)."""

"""DOCX files: the package opened, its tree walked."""

"""ODT files."""

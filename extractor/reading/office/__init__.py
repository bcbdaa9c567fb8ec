"""LibreOffice, where it is installed."""

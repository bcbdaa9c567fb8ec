"""Text files, and tables typed in any file."""

"""PDF files: words, rules, layout."""

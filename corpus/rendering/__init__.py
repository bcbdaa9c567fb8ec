"""From the corpus markup to DOCX, HTML, plain text and PDF; ``corpus/render.py`` is the command."""

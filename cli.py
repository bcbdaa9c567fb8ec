"""``python cli.py …`` is the command ``svodka …`` of a checkout."""

from extractor.commands import main

if __name__ == "__main__":
    raise SystemExit(main())

"""natasha, for runs of many documents: the few that need it would each time cost a new worker a second."""

from __future__ import annotations

from extractor.text.names import find_people

find_people("Слово имеет Мария Ивановна Петрова.")

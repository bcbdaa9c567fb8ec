"""Evaluation: records against gold, field by field.

``gold`` reads what a careful reader found, ``score`` compares a record with it, ``run`` goes over
a corpus, ``report`` prints the outcome and ``accepted`` keeps the scores that may not fall.
"""

"""spaCy where its users expect it: patterns of their own, training data, a component of a pipeline."""

"""A folder of documents in, a folder of records out: planned, sandboxed, resumed."""

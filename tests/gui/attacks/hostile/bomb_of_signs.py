# Has Python build an expression that is too deep for it.
# must: trouble - "nested too deeply|RecursionError|MemoryError"
eval("-" * 100_000 + "1")

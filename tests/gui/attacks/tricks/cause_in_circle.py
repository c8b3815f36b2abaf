# Raises an error that is its own cause.
# must: trouble 6 "ValueError: round"
first, second = ValueError("round"), KeyError()
first.__cause__ = second
second.__cause__ = first
raise first

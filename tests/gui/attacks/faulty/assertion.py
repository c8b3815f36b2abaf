# Asserts what is not so.
# must: trouble 3 "AssertionError"
assert 1 == 2

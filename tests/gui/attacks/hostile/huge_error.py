# Fails with a message that is larger than a channel takes.
# must: trouble 3 "ValueError: xxx"
raise ValueError("x" * 10**8)

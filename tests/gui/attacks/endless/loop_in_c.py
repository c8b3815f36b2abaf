# Keeps Python busy inside C code.
# must: ended 3 "Line 3 did not finish"
sum(range(10**12))

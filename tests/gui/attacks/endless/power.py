# Calculates a number that nobody can write down.
# must: ended 3 "did not finish"
x = 7 ** (10**9)

# Calls itself without end.
# must: trouble 4 "without end"
def again(x):
    return again(x + 1)


again(0)

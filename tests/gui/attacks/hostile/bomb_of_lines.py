# Prints without end.
# must: ended 4 "did not finish"
while True:
    print("x" * 1000)

# Loops for ever while it is loaded.
# must: ended - "Line . did not finish"
x = 0
while x >= 0:
    x = x + 1 if x < 1e6 else 0

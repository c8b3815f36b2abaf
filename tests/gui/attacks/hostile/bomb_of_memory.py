# Fills the memory.
# must: ended 5 "more than 500 MiB of memory"
food = []
while True:
    food.append(bytes(range(256)) * 4096)

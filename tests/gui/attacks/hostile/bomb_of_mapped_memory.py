# Fills memory that processes can share.
# must: ended 7 "more than 500 MiB of memory"
import mmap

maps = []
while True:
    maps.append(mmap.mmap(-1, 1 << 20)); maps[-1].write(bytes(1 << 20))

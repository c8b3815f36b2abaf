# Fills the disk with many files.
# must: ended - "more than 40 MiB of files"
import itertools, tempfile, time

folder = tempfile.mkdtemp()
for number in itertools.count():
    with open(f"{folder}/{number}", "wb") as file:
        file.write(bytes(100_000))
    time.sleep(0.001)

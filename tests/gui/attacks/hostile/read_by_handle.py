# Reads a file beyond its folder, by a handle of the folder.
# must: trouble 5 "Permission denied"
import os

print(os.listdir("../outside"))

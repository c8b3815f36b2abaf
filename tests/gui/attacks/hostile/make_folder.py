# Makes a folder beside it.
# must: trouble 5 "Permission denied"
import os

os.mkdir("planted")

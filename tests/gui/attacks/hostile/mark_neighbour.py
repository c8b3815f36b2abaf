# Writes attributes beside a file.
# must: trouble 5 "not permitted"
import os

os.setxattr("data.csv", "user.planted", b"1")

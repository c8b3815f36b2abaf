# Reads a file beyond its folder.
# must: trouble 3 "Permission denied.*files of its folder"
print(open("../outside/secret.txt").read())

# Reads the passwords of the system.
# must: trouble 3 "Permission denied"
text = open("/etc/shadow").read()

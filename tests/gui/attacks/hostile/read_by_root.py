# Reads the passwords of the system, by another way to the root.
# must: trouble 3 "Permission denied"
print(open("/proc/self/root/etc/shadow").read())

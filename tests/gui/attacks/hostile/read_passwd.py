# Reads who has an account.
# must: trouble 3 "Permission denied"
print(open("/etc/passwd").read())

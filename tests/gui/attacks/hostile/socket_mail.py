# Sends a mail.
# must: trouble 5 "network"
import smtplib

smtplib.SMTP("192.0.2.1")

# Asks for the address of a name, which tells it to whoever answers.
# must: trouble 5 "network"
import socket

socket.gethostbyname("secret.example.org")

# Makes a file that lies nowhere.
# must: trouble 5 "not permitted"
import os

os.memfd_create("nowhere")

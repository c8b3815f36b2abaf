"""What turns the signals of a running simulator into streams of samples; one file for each kind."""

"""One open model: its text, its worker, its layout, its viewers."""

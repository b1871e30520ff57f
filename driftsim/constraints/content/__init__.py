"""What a reply must hold: placeholders, postscripts, repeated text."""

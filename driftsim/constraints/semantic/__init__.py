"""What a reply is about and in which language."""

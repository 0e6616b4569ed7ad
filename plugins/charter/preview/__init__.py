"""What `charter serve` is made of: watching, building, and a web server with pages of its own."""

"""What the browser tests need: programs, the pages to look at, and ways to look."""

"""What a worklist looks like: to people, to programs, in a calendar, in a letter. One file for each kind of report."""

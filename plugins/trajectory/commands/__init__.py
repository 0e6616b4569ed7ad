"""The commands of `trajectory`: each module has HELP, ABOUT, add (its arguments) and run, which returns an exit code."""

NOTHING_WRONG, WRONG, WRONG_USE, STOPPED = 0, 1, 2, 130

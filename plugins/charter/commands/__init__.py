"""The commands of `charter`: each module has HELP, add (its arguments) and run (exit code 0 well, 1 problems, 2 wrong use)."""

OK, PROBLEMS, WRONG_USE = 0, 1, 2

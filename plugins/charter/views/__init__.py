"""What article, feed and kit share: the state as values that templates print."""

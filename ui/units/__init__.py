"""Who is seen together: the People tab of a client's file."""

"""Data that ships with the program, behind typed accessors."""

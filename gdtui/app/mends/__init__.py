"""What Textual needs mended, and nothing else in the package reaches into what Textual does not document.

Each file says which fault it mends, since which version of Textual that is known, and what would have to happen for the
file to go. tests/app/mends has the table of all private names, and shows of each fault that it is still there.
"""

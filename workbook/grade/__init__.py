"""Grades what a class handed in: notebooks run in processes of their own, and answers are judged outside of them."""

"""Generator of static educational question-and-answer microsites."""

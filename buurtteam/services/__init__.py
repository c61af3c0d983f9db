"""One function per thing a person does, with a transaction around it."""

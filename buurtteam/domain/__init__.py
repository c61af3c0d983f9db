"""What is true: records, rules and statutory terms; no window, no database, no paper."""

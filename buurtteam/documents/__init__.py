"""Paper: each content of `domain.papers` becomes a tagged PDF."""

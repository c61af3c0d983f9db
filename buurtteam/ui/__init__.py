"""What a person sees and does; the only room that knows Qt."""

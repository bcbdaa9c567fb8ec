"""Pictures of pages: recognition, and what makes it safe."""

"""What vendors and the core test layers with: generated records."""

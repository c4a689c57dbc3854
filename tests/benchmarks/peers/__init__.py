"""The national FIR as other libraries check it."""

"""Gujarat: numbers, words, fields and local Acts. Data only: nothing here is executed."""

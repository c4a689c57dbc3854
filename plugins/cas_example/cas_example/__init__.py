"""An invented state, for the tutorial and the tests. Data only: nothing here is executed."""

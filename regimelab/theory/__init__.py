"""Who does what to whom, when: effects on the rates of acts, and the model that joins them."""

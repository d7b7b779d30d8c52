"""The customer's phone of practice mode: pays with play money, well or badly."""

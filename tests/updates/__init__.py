"""What is believed of newer versions."""

"""The set-up assistant: from a first start to a shop that takes real money, step by step.

It fills the window while a shop runs behind it. What is answered is written to the shop's settings
at once, with new coins still switched off; only "Open my shop" switches them on.
"""

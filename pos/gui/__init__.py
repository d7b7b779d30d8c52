"""Floor 5, one of the two faces: the merchant's window.

Its door is `window.MainWindow`. It speaks to the engine through `bridge` only, knows no adapter,
and decides nothing about money: views get values and emit wishes, a controller for each area runs
them, `present` finds the words.
"""

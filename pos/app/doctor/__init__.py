"""`florin doctor`: what is wrong with a shop and how to mend it, on one page.

Part of the app floor. Each file looks at one side and judges it by pure functions; `examine` asks
all of them, `page` writes it down, `bundle` packs it for whoever helps, without any secret.
Nothing here changes the shop: a broken file is left as it is.
"""

"""What coins cost by the services that the shop would ask."""

from pathlib import Path

from pos.app.clock import SystemClock
from pos.app.coins import Offer
from pos.app.places import offered_coins
from pos.app.rates import Pricing, real_pricing
from pos.app.settings import Settings
from pos.app.setup.draft import drafted, plainly
from pos.chains.practice.coins import PracticeScribe, PracticeWallet
from pos.chains.registry import find_coins
from pos.domain.errors import Refused
from pos.domain.payment.coin import Coin
from pos.domain.ports.chain import Method
from pos.gui.setupdoors import Changes, RateTold


class Prices:
    """The `PricesDoor` of a profile."""

    def __init__(self, config: Path) -> None:
        self._config = config

    async def ask(self, changes: Changes) -> tuple[RateTold, ...]:
        """Each service, then each coin the shop means to take; Bitcoin if it takes none yet."""
        try:
            settings = drafted(self._config, changes)
            coins = _coins(settings)
            pricing = real_pricing(settings, _offer(coins), SystemClock(), None)
        except Refused as why:
            raise plainly(why) from why
        await pricing.market.refresh()
        told = [RateTold(name=s.name, trouble=s.trouble) for s in pricing.board.sources()]
        return (*told, *(_priced(coin, settings.shop.currency, pricing) for coin in coins))


def _coins(settings: Settings) -> tuple[Coin, ...]:
    chosen = tuple(each.coin for each in offered_coins(settings))
    return chosen or (find_coins()["BTC"].coin,)


def _offer(coins: tuple[Coin, ...]) -> Offer:
    """Coins to ask prices for: nobody will be paid here."""
    wallet, scribe = PracticeWallet(""), PracticeScribe()
    methods = (
        Method(coin=coin, chain=coin.asset.chain, wallet=wallet, scribe=scribe) for coin in coins
    )
    return Offer(methods=tuple(methods), chains=(), coingecko={}, stale_after_s={})


def _priced(coin: Coin, currency: str, pricing: Pricing) -> RateTold:
    try:
        rate = pricing.board.rate(coin.code, currency)
    except Refused as why:
        return RateTold(name=coin.code, trouble=why.text)
    return RateTold(name=coin.code, rate=rate)

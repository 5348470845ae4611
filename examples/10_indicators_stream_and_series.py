"""Every indicator twice: over whole series, of many symbols too, and bar by bar; equal bit for bit.

The registry tells a program what there is, so this one tries all of it on the bundled sample.
"""

from __future__ import annotations

import pickle

import numpy as np
from swarmcore import indicators as ta
from swarmcore.indicators import talib
from swarmcore.market import sample_bars

symbols = ("AAPL", "IBM", "MSFT")
bars = [sample_bars().select(symbol) for symbol in symbols]
# Arrays of shape (symbols, time): each of the three has all days of the sample.
columns = {
    name: np.array([getattr(each, name) for each in bars])
    for name in ("open", "high", "low", "close", "volume")
}
close = columns["close"]
print(f"{len(symbols)} symbols, {close.shape[1]:,} days, {len(ta.registry)} indicators")

# 1. The registry: inputs, parameters with their ranges, outputs, warm-up, formula and source.
rsi = ta.registry["rsi"]
(period,) = rsi.parameters
print(f"{rsi.name}({', '.join(rsi.inputs)}): {period.name} {period.least} to {period.most:,},")
print(
    f"  by default {period.default}: warm-up {rsi.warm_up()}; of 50: {rsi.warm_up(timeperiod=50)}"
)

# 2. All that take columns of bars: one call for all symbols, and a stream for the first of them.
tried = 0
for indicator in ta.registry.values():
    if not set(indicator.inputs) <= columns.keys():
        continue
    series = indicator.series(*(columns[name] for name in indicator.inputs), threads=2)
    stream = indicator.stream()
    rows = zip(*(columns[name][0].tolist() for name in indicator.inputs), strict=True)
    live = np.array([stream.update(*row) for row in rows]).T
    whole = np.array(series)[..., 0, :]  # (outputs, time), or (time,) of one output
    assert np.array_equal(live.view(np.int64), whole.view(np.int64)), indicator.name
    tried += 1
print(f"{tried} of them: stream and series agree bit for bit")

# 3. A symbol among others has the result that it has alone, whatever the threads.
together = ta.rsi(close, timeperiod=21)
assert np.array_equal(together[1], ta.rsi(close[1].copy(), timeperiod=21), equal_nan=True)
print("RSI of", ", ".join(f"{s} {x:.1f}" for s, x in zip(symbols, together[:, -1], strict=True)))

# 4. What if? A peek changes nothing, a copy goes its own way.
stream = ta.Rsi(timeperiod=21)
for price in close[0]:
    stream.update(price)
before = stream.value
for change in (-0.05, 0.05):
    changed = stream.peek(close[0, -1] * (1 + change))
    print(f"AAPL {change:+.0%}: RSI {before:.1f} would be {changed:.1f}")
other = stream.copy()
other.update(2 * close[0, -1])
assert stream.value == before != other.value

# 5. A stream goes on in another process, or tomorrow, where it stood.
restored = pickle.loads(pickle.dumps(stream))
assert restored.update(60.0) == stream.update(60.0)
print(f"{restored!r} came back and gives {restored.value:.1f}")

# 6. A program written for TA-Lib changes its import: names, arguments and integers are TA-Lib's.
upper, middle, lower = talib.BBANDS(close[0], timeperiod=20, nbdevup=2.0, nbdevdn=2.0)
np.testing.assert_allclose(middle, ta.sma(close[0], 20), rtol=1e-12)
doji = talib.CDLDOJI(*(columns[name][0] for name in ("open", "high", "low", "close")))
print(
    f"talib: bands {lower[-1]:.2f} to {upper[-1]:.2f}, {np.count_nonzero(doji)} dojis, {doji.dtype}"
)

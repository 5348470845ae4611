"""Compute indicators over a whole series and bar by bar: the numbers are the same, bit for bit.

So what a strategy sees live is what it saw in its backtest. Names, arguments and numbers are
TA-Lib's.
"""

from __future__ import annotations

import numpy as np
from swarmcore import indicators as ta

rng = np.random.default_rng(7)
close = 100 * np.exp(np.cumsum(rng.normal(0, 0.01, 250)))

# 1. The whole series at once: arrays as long as the input, NaN while there is too little history.
rsi = ta.rsi(close, timeperiod=14)
macd, signal, histogram = ta.macd(close)
bands = ta.bbands(close, timeperiod=20)
print(f"last close {close[-1]:.2f}, RSI {rsi[-1]:.1f}, MACD {macd[-1]:+.3f}")
print(f"bands {bands.lowerband[-1]:.2f} to {bands.upperband[-1]:.2f}")

# 2. One price at a time, as they come.
stream = ta.Rsi(timeperiod=14)
live = np.array([stream.update(price) for price in close])
print(f"{stream!r} gives NaN {stream.warm_up} times, then {stream.value:.1f} at last")
assert np.array_equal(live, rsi, equal_nan=True)

# 3. Several outputs are a named tuple, here of floats.
stream_macd = ta.Macd()
for price in close:
    result = stream_macd.update(price)
print(f"signal {result.macdsignal:+.3f}, histogram {result.macdhist:+.3f}")
assert result == (macd[-1], signal[-1], histogram[-1])

# 4. A missing price is not filled in: a window is NaN while it holds it, and then recovers.
holed = close.copy()
holed[100] = np.nan
print(f"a NaN makes {np.isnan(ta.sma(holed, 20)[19:]).sum()} results of an average of 20 NaN")

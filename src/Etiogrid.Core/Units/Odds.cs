using System.Globalization;

namespace Etiogrid.Core.Units;

/// <summary>Odds p / (1 - p) in [0, infinity]. An odds <i>ratio</i> is a quotient of two of these and not this type.</summary>
public readonly record struct Odds
{
    /// <summary>Odds of the given value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public Odds(double value)
    {
        if (!(value >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Odds must lie in [0, infinity].");
        }

        Value = value;
    }

    /// <summary>The number in [0, infinity].</summary>
    public double Value { get; }

    /// <summary>odds / (1 + odds).</summary>
    public Probability ToProbability() => double.IsPositiveInfinity(Value) ? Probability.One : new(Value / (1 + Value));

    /// <summary>The number in shortest round-trip form.</summary>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

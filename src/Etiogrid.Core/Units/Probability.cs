using System.Globalization;

namespace Etiogrid.Core.Units;

/// <summary>A probability in [0, 1]. <c>default</c> is 0, the impossible event.</summary>
public readonly record struct Probability : IComparable<Probability>
{
    /// <summary>A probability of the given value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1], or not a number.</exception>
    public Probability(double value)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A probability must lie in [0, 1].");
        }

        Value = value;
    }

    /// <summary>The number in [0, 1].</summary>
    public double Value { get; }

    /// <summary>The impossible event.</summary>
    public static Probability Zero => default;

    /// <summary>The certain event.</summary>
    public static Probability One => new(1);

    /// <summary>The probability of the opposite.</summary>
    public Probability Complement => new(1 - Value);

    /// <summary>p / (1 - p); infinite for the certain event.</summary>
    public Odds ToOdds() => new(Value / (1 - Value));

    /// <inheritdoc/>
    public int CompareTo(Probability other) => Value.CompareTo(other.Value);

    /// <summary>Smaller than.</summary>
    public static bool operator <(Probability left, Probability right) => left.Value < right.Value;

    /// <summary>Greater than.</summary>
    public static bool operator >(Probability left, Probability right) => left.Value > right.Value;

    /// <summary>At most.</summary>
    public static bool operator <=(Probability left, Probability right) => left.Value <= right.Value;

    /// <summary>At least.</summary>
    public static bool operator >=(Probability left, Probability right) => left.Value >= right.Value;

    /// <summary>The number in shortest round-trip form.</summary>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

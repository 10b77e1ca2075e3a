using System.Globalization;

namespace Etiogrid.Core.Units;

/// <summary>
/// The natural logarithm of odds, in [-infinity, infinity]. <c>default</c> is 0: even odds.
/// Conversion from and to <see cref="Probability"/> needs a logarithm and lives in <c>Etiogrid.Numerics.Logit</c>.
/// </summary>
public readonly record struct LogOdds : IComparable<LogOdds>
{
    /// <summary>Log-odds of the given value, in nats.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number.</exception>
    public LogOdds(double value)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Log-odds must be a number.");
        }

        Value = value;
    }

    /// <summary>The number, in nats.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public int CompareTo(LogOdds other) => Value.CompareTo(other.Value);

    /// <summary>Smaller than.</summary>
    public static bool operator <(LogOdds left, LogOdds right) => left.Value < right.Value;

    /// <summary>Greater than.</summary>
    public static bool operator >(LogOdds left, LogOdds right) => left.Value > right.Value;

    /// <summary>At most.</summary>
    public static bool operator <=(LogOdds left, LogOdds right) => left.Value <= right.Value;

    /// <summary>At least.</summary>
    public static bool operator >=(LogOdds left, LogOdds right) => left.Value >= right.Value;

    /// <summary>The sum of two contributions.</summary>
    public static LogOdds operator +(LogOdds left, LogOdds right) => new(left.Value + right.Value);

    /// <summary>What must be added to <paramref name="right"/> to give <paramref name="left"/>.</summary>
    public static LogOdds operator -(LogOdds left, LogOdds right) => new(left.Value - right.Value);

    /// <summary>The sum of two contributions.</summary>
    public static LogOdds Add(LogOdds left, LogOdds right) => left + right;

    /// <summary>What must be added to <paramref name="right"/> to give <paramref name="left"/>.</summary>
    public static LogOdds Subtract(LogOdds left, LogOdds right) => left - right;

    /// <summary>The number in shortest round-trip form.</summary>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

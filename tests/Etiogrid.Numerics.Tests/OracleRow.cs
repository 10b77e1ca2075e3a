using System.Globalization;

namespace Etiogrid.Numerics.Tests;

/// <summary>One value of an oracle.</summary>
/// <param name="Function">Its name.</param>
/// <param name="X">First argument.</param>
/// <param name="Y">Second argument, or NaN.</param>
/// <param name="Z">Third argument, or NaN.</param>
/// <param name="Value">The double nearest to the true value.</param>
/// <param name="ResidualUlp">True value minus <paramref name="Value"/>, in ulps of it.</param>
internal sealed record OracleRow(string Function, double X, double Y, double Z, double Value, double ResidualUlp)
{
    /// <summary>Distance of a result from the true value in ulps.</summary>
    public double ErrorInUlps(double actual)
    {
        if (actual.Equals(Value))
        {
            return Math.Abs(ResidualUlp);
        }

        double ulp = Math.BitIncrement(Math.Abs(Value)) - Math.Abs(Value);
        return Math.Abs(((actual - Value) / ulp) - ResidualUlp);
    }

    /// <summary>Relative distance of a result from the true value.</summary>
    public double RelativeError(double actual) => actual.Equals(Value) ? 0 : Math.Abs(actual - Value) / Math.Abs(Value);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Function}({X:R}, {Y:R}, {Z:R}) = {Value:R}");
}

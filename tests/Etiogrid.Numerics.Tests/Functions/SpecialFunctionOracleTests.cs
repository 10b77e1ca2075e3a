using System.Globalization;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Tests.Functions;

public sealed class SpecialFunctionOracleTests
{
    /// <summary>Function and the relative error it is held to.</summary>
    private static readonly Dictionary<string, (Func<OracleRow, double> Function, double Tolerance)> Functions = new(StringComparer.Ordinal)
    {
        ["Erf"] = (r => SpecialFunctions.Erf(r.X), 1e-15),
        ["Erfc"] = (r => SpecialFunctions.Erfc(r.X), 3e-15),
        ["ScaledErfc"] = (r => SpecialFunctions.ScaledErfc(r.X), 3e-15),
        ["NormalUpperTail"] = (r => Normal.UpperTail(r.X), 3e-15),
        ["NormalDensity"] = (r => Normal.Density(r.X), 1e-15),
        ["NormalQuantile"] = (r => Normal.Quantile(r.X), 1e-14),
        ["LogGamma"] = (r => SpecialFunctions.LogGamma(r.X), 1e-14),
        ["Digamma"] = (r => SpecialFunctions.Digamma(r.X), 1e-13),
        ["LogBeta"] = (r => SpecialFunctions.LogBeta(r.X, r.Y), 1e-13),
        ["GammaP"] = (r => SpecialFunctions.GammaP(r.X, r.Y), 1e-13),
        ["GammaQ"] = (r => SpecialFunctions.GammaQ(r.X, r.Y), 1e-13),
        ["ChiSquaredUpperTail"] = (r => ChiSquared.UpperTail(r.X, r.Y), 1e-13),
        ["BetaI"] = (r => SpecialFunctions.BetaI(r.X, r.Y, r.Z), 1e-13),
        ["StudentTTwoSided"] = (r => StudentT.TwoSided(r.X, r.Y), 1e-13),
        ["StudentTDensity"] = (r => StudentT.Density(r.X, r.Y), 1e-13),
        ["FisherFUpperTail"] = (r => FisherF.UpperTail(r.X, r.Y, r.Z), 1e-13),
        ["StudentTQuantile"] = (r => StudentT.Quantile(r.X, r.Y), 1e-13),
        ["GammaQuantile"] = (r => Gamma.Quantile(r.X, r.Y), 1e-13),
        ["BetaQuantile"] = (r => Beta.Quantile(r.X, r.Y, r.Z), 1e-13),
        ["FisherFQuantile"] = (r => FisherF.Quantile(r.X, r.Y, r.Z), 1e-13),
        ["LogitFromProbability"] = (r => Logit.FromProbability(r.X), 1e-15),
        ["LogitToProbability"] = (r => Logit.ToProbability(r.X), 1e-15),
        ["LogAddExp"] = (r => Logit.LogAddExp(r.X, r.Y), 1e-15),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_is_within_the_stated_relative_error(string name)
    {
        var (function, tolerance) = Functions[name];
        var rows = Oracle.Read("special.csv").Where(r => r.Function == name).ToList();
        Assert.NotEmpty(rows);
        var (worst, row) = rows.Select(r => (Error: Error(r, function(r)), Row: r)).MaxBy(x => x.Error);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {worst:E2} at {row}"));
        Assert.True(worst <= tolerance, string.Create(CultureInfo.InvariantCulture, $"{row}: found {function(row):R}, relative error {worst:E2}."));
    }

    [Fact]
    public void The_oracle_holds_no_function_without_a_test() =>
        Assert.Empty(Oracle.Read("special.csv").Select(r => r.Function).Distinct(StringComparer.Ordinal).Except(Functions.Keys, StringComparer.Ordinal));

    /// <summary>Relative, and within one ulp where the value is subnormal.</summary>
    private static double Error(OracleRow row, double actual)
    {
        double error = row.RelativeError(actual);
        return double.IsNaN(error) ? double.MaxValue : Math.Abs(row.Value) < 2.3e-308 && Math.Abs(actual - row.Value) <= 5e-324 ? 0 : error;
    }
}

using System.Globalization;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Tests.Functions;

public sealed class ElementaryOracleTests
{
    private static readonly Dictionary<string, Func<OracleRow, double>> Functions = new(StringComparer.Ordinal)
    {
        ["Exp"] = r => Elementary.Exp(r.X),
        ["Expm1"] = r => Elementary.Expm1(r.X),
        ["Log"] = r => Elementary.Log(r.X),
        ["Log1p"] = r => Elementary.Log1p(r.X),
        ["Log2"] = r => Elementary.Log2(r.X),
        ["Log10"] = r => Elementary.Log10(r.X),
        ["Cbrt"] = r => Elementary.Cbrt(r.X),
        ["Sin"] = r => Elementary.Sin(r.X),
        ["Cos"] = r => Elementary.Cos(r.X),
        ["Tan"] = r => Elementary.Tan(r.X),
        ["Atan"] = r => Elementary.Atan(r.X),
        ["Acos"] = r => Elementary.Acos(r.X),
        ["Asin"] = r => Elementary.Asin(r.X),
        ["Tanh"] = r => Elementary.Tanh(r.X),
        ["Sinh"] = r => Elementary.Sinh(r.X),
        ["Cosh"] = r => Elementary.Cosh(r.X),
        ["Asinh"] = r => Elementary.Asinh(r.X),
        ["Acosh"] = r => Elementary.Acosh(r.X),
        ["Atanh"] = r => Elementary.Atanh(r.X),
        ["Pow"] = r => Elementary.Pow(r.X, r.Y),
        ["Atan2"] = r => Elementary.Atan2(r.X, r.Y),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_is_within_one_ulp(string name)
    {
        var rows = Oracle.Read("elementary.csv").Where(r => r.Function == name).ToList();
        Assert.NotEmpty(rows);
        var (worst, row) = rows.Select(r => (Error: r.ErrorInUlps(Functions[name](r)), Row: r)).MaxBy(x => double.IsNaN(x.Error) ? double.MaxValue : x.Error);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {worst:F4} ulp"));
        Assert.True(worst <= 1, string.Create(CultureInfo.InvariantCulture, $"{row}: found {Functions[name](row):R}, {worst:F3} ulp."));
    }
}

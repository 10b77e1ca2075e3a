using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Tests.Functions;

public sealed class ElementarySpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;

    public static TheoryData<string, double, double> Unary => new()
    {
        { "Exp", 0, 1 }, { "Exp", -0.0, 1 }, { "Exp", Infinity, Infinity }, { "Exp", -Infinity, 0 }, { "Exp", 710, Infinity }, { "Exp", -746, 0 }, { "Exp", double.NaN, double.NaN },
        { "Expm1", Infinity, Infinity }, { "Expm1", -Infinity, -1 }, { "Expm1", -0.0, -0.0 }, { "Expm1", 800, Infinity }, { "Expm1", double.NaN, double.NaN },
        { "Log", 0, -Infinity }, { "Log", -0.0, -Infinity }, { "Log", 1, 0 }, { "Log", -1, double.NaN }, { "Log", Infinity, Infinity }, { "Log", -Infinity, double.NaN }, { "Log", double.NaN, double.NaN },
        { "Log1p", -1, -Infinity }, { "Log1p", -2, double.NaN }, { "Log1p", Infinity, Infinity }, { "Log1p", 0, 0 }, { "Log1p", double.NaN, double.NaN },
        { "Log2", 8, 3 }, { "Log2", 0, -Infinity }, { "Log2", -1, double.NaN }, { "Log2", Infinity, Infinity }, { "Log10", 1000, 3 }, { "Log10", 0, -Infinity },
        { "Cbrt", -8, -2 }, { "Cbrt", Infinity, Infinity }, { "Cbrt", -Infinity, -Infinity }, { "Cbrt", 0, 0 }, { "Cbrt", double.NaN, double.NaN },
        { "Sin", 0, 0 }, { "Cos", 0, 1 }, { "Tan", 0, 0 }, { "Atan", Infinity, Math.PI / 2 }, { "Atan", -Infinity, -Math.PI / 2 }, { "Atan", double.NaN, double.NaN },
        { "Acos", 1.0000001, double.NaN }, { "Acos", double.NaN, double.NaN }, { "Acos", 1, 0 }, { "Acos", -1, Math.PI }, { "Asin", 1, Math.PI / 2 }, { "Asin", -1, -Math.PI / 2 }, { "Asin", 2, double.NaN }, { "Asin", double.NaN, double.NaN },
        { "Tanh", Infinity, 1 }, { "Tanh", -Infinity, -1 }, { "Tanh", double.NaN, double.NaN }, { "Sinh", Infinity, Infinity }, { "Sinh", -Infinity, -Infinity }, { "Sinh", -800, -Infinity }, { "Sinh", double.NaN, double.NaN },
        { "Cosh", -Infinity, Infinity }, { "Cosh", 800, Infinity }, { "Cosh", 0, 1 }, { "Cosh", double.NaN, double.NaN },
        { "Asinh", Infinity, Infinity }, { "Asinh", -Infinity, -Infinity }, { "Asinh", double.NaN, double.NaN }, { "Acosh", 1, 0 }, { "Acosh", 0.5, double.NaN }, { "Acosh", Infinity, Infinity }, { "Acosh", double.NaN, double.NaN },
        { "Atanh", 1, Infinity }, { "Atanh", -1, -Infinity }, { "Atanh", 1.1, double.NaN }, { "Atanh", double.NaN, double.NaN },
    };

    [Theory]
    [MemberData(nameof(Unary))]
    public void Limits_and_refusals_are_those_of_mathematics(string name, double x, double expected)
    {
        double actual = (double)typeof(Elementary).GetMethod(name, [typeof(double)])!.Invoke(null, [x])!;
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected) & long.MaxValue, BitConverter.DoubleToInt64Bits(actual) & long.MaxValue);
        Assert.True(double.IsNaN(expected) || Math.Sign(expected) == Math.Sign(actual));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 2, 0)]
    [InlineData(0, -2, Infinity)]
    [InlineData(-2, 3, -8)]
    [InlineData(-2, 2, 4)]
    [InlineData(-8, 0.5, double.NaN)]
    [InlineData(Infinity, -1, 0)]
    [InlineData(Infinity, 0.5, Infinity)]
    [InlineData(0.5, Infinity, 0)]
    [InlineData(2, Infinity, Infinity)]
    [InlineData(2, -Infinity, 0)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(double.NaN, 0, 1)]
    [InlineData(double.NaN, 2, double.NaN)]
    [InlineData(10, 400, Infinity)]
    [InlineData(10, -400, 0)]
    [InlineData(2, 10, 1024)]
    public void Powers_at_the_edges(double x, double y, double expected) => Assert.Equal(expected, Elementary.Pow(x, y));

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(0, -1, Math.PI)]
    [InlineData(-0.0, -1, -Math.PI)]
    [InlineData(1, 0, Math.PI / 2)]
    [InlineData(-1, 0, -Math.PI / 2)]
    [InlineData(Infinity, Infinity, Math.PI / 4)]
    [InlineData(1, -Infinity, Math.PI)]
    [InlineData(1, Infinity, 0)]
    [InlineData(double.NaN, 1, double.NaN)]
    public void Angles_on_the_axes(double y, double x, double expected) => Assert.Equal(expected, Elementary.Atan2(y, x));

    [Theory]
    [InlineData(1000001)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void An_angle_too_large_to_reduce_is_refused(double x)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Sin(x));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Cos(x));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Tan(x));
    }

    [Fact]
    public void A_hundred_thousand_random_arguments_agree_with_the_runtime_to_two_ulps()
    {
        var random = new Etiogrid.Numerics.Random.Philox(7, 1);
        for (int i = 0; i < 100_000; i++)
        {
            double x = (random.NextDouble() - 0.5) * 60;
            double a = Math.Abs(x);
            Near(Math.Exp(x), Elementary.Exp(x), "exp", x);
            Near(Math.Log(a), Elementary.Log(a), "log", a);
            Near(Math.Sin(x), Elementary.Sin(x), "sin", x);
            Near(Math.Cos(x), Elementary.Cos(x), "cos", x);
            Near(Math.Tan(x), Elementary.Tan(x), "tan", x);
            Near(Math.Tanh(x / 30), Elementary.Tanh(x / 30), "tanh", x / 30);
            Near(Math.Atan(x), Elementary.Atan(x), "atan", x);
            Near(Math.Asin(x / 30), Elementary.Asin(x / 30), "asin", x / 30);
            Near(Math.Acos(x / 30), Elementary.Acos(x / 30), "acos", x / 30);
            Near(Math.Atan2(x, a - 11), Elementary.Atan2(x, a - 11), "atan2", x);
            Near(Math.Pow(a, x), Elementary.Pow(a, x), "pow", x);
            NumericAssert.Close(x, Math.Pow(Math.Abs(Elementary.Cbrt(x)), 3) * Math.Sign(x), 1e-15, what: "cube of the cube root"); // the runtime's own root is up to 4 ulp off
            Near(Math.Asinh(x), Elementary.Asinh(x), "asinh", x);
            Near(Math.Sinh(x), Elementary.Sinh(x), "sinh", x);
            Near(Math.Cosh(x), Elementary.Cosh(x), "cosh", x);
        }
    }

    private static void Near(double expected, double actual, string name, double x) =>
        Assert.True(NumericAssert.UlpDistance(expected, actual) <= 2, $"{name}({x:R}): runtime {expected:R}, ours {actual:R}");
}

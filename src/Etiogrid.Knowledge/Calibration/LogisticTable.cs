using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>1 / (1 + exp(-x)) by linear interpolation in a table of step 1/256 on [-20, 20]: error below 1e-6.</summary>
internal static class LogisticTable
{
    private const int PerUnit = 256;
    private const int Reach = 20;
    private static readonly double[] Values = [.. Enumerable.Range(0, (2 * Reach * PerUnit) + 2).Select(i => Logit.ToProbability(((double)i / PerUnit) - Reach))];

    public static double Value(double x)
    {
        double position = (Math.Clamp(x, -Reach, Reach) + Reach) * PerUnit;
        int i = (int)position;
        return Values[i] + ((position - i) * (Values[i + 1] - Values[i]));
    }
}

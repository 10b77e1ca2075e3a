using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Etiogrid.Inference.Interventions;

/// <summary>What an intervention does to the survival of a symptom, draw by draw. Every element stands alone, so vector width shows nowhere.</summary>
internal static class SurvivalKernels
{
    private const int Lanes = 8;

    /// <summary>result[i] = min(1, survival[i] ratio[i]). All spans have one length.</summary>
    public static void Multiply(ReadOnlySpan<double> survival, ReadOnlySpan<double> ratio, Span<double> result)
    {
        ref double ps = ref MemoryMarshal.GetReference(survival);
        ref double pr = ref MemoryMarshal.GetReference(ratio);
        ref double px = ref MemoryMarshal.GetReference(result);
        nuint i = 0;
        for (; i + Lanes <= (nuint)survival.Length; i += Lanes)
        {
            Vector512.Min(Vector512<double>.One, Vector512.LoadUnsafe(ref ps, i) * Vector512.LoadUnsafe(ref pr, i)).StoreUnsafe(ref px, i);
        }

        for (; i < (nuint)survival.Length; i++)
        {
            Unsafe.Add(ref px, i) = Math.Min(1, Unsafe.Add(ref ps, i) * Unsafe.Add(ref pr, i));
        }
    }

    /// <summary>How a link's survival changes when its pathway, of which <paramref name="remaining"/> still acts (null: all of it), is multiplied by factors.</summary>
    public static void Ratio(ReadOnlySpan<double> lambdas, double[]? remaining, ReadOnlySpan<double> factors, Span<double> result)
    {
        ref double pl = ref MemoryMarshal.GetReference(lambdas);
        ref double pf = ref MemoryMarshal.GetReference(factors);
        ref double px = ref MemoryMarshal.GetReference(result);
        var one = Vector512<double>.One;
        nuint i = 0;
        for (; i + Lanes <= (nuint)lambdas.Length; i += Lanes)
        {
            var link = Vector512.LoadUnsafe(ref pl, i);
            link = remaining is null ? link : link * Vector512.LoadUnsafe(ref remaining[0], i);
            var before = one - Vector512.Min(one, link);
            var after = one - Vector512.Min(one, link * Vector512.LoadUnsafe(ref pf, i));
            // A certain link that is no longer so keeps the survival at 0: nothing can be divided out of it.
            Vector512.ConditionalSelect(Vector512.GreaterThan(before, Vector512<double>.Zero), after / before, one).StoreUnsafe(ref px, i);
        }

        for (; i < (nuint)lambdas.Length; i++)
        {
            double link = Unsafe.Add(ref pl, i) * (remaining is null ? 1 : remaining[i]);
            double before = 1 - Math.Min(1, link);
            Unsafe.Add(ref px, i) = before > 0 ? (1 - Math.Min(1, link * Unsafe.Add(ref pf, i))) / before : 1;
        }
    }

    /// <summary>result[i] = x[i] y[i].</summary>
    public static void Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        ref double pr = ref MemoryMarshal.GetReference(result);
        nuint i = 0;
        for (; i + Lanes <= (nuint)x.Length; i += Lanes)
        {
            (Vector512.LoadUnsafe(ref px, i) * Vector512.LoadUnsafe(ref py, i)).StoreUnsafe(ref pr, i);
        }

        for (; i < (nuint)x.Length; i++)
        {
            Unsafe.Add(ref pr, i) = Unsafe.Add(ref px, i) * Unsafe.Add(ref py, i);
        }
    }
}

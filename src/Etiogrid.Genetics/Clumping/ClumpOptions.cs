namespace Etiogrid.Genetics.Clumping;

/// <summary>Rules of clumping; the defaults are PRSice's.</summary>
public sealed record ClumpOptions
{
    /// <summary>A variant is claimed when its r2 with an index variant exceeds this; in (0, 1]. A tie is not claimed, as in plink.</summary>
    public double R2
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "r2 must lie in (0, 1].");
    }

    = 0.1;

    /// <summary>A variant is claimed when it is nearer to the index variant than this, in base pairs.</summary>
    public int Distance { get; init; } = 250_000;

    /// <summary>Largest p value of an index variant.</summary>
    public double IndexP { get; init; } = 1;

    /// <summary>Measure of linkage disequilibrium.</summary>
    public LdMeasure Measure { get; init; }

    /// <summary>Worker threads, at least 1; never changes a result.</summary>
    public int Threads { get; init; } = 1;
}

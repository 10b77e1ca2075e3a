namespace Etiogrid.Imaging.Regression;

/// <summary>Settings of a joint model.</summary>
public sealed record JointOptions
{
    /// <summary>The method.</summary>
    public required JointMethod Method { get; init; }

    /// <summary>Dominance from adjusted instead of plain R².</summary>
    public bool Adjusted { get; init; }

    /// <summary>Ridge penalty λ >= 0 on z-scored predictors (divisor n): minimises |y - Zb|² + λ|b|².</summary>
    public double Penalty { get; init; } = 1;

    /// <summary>Components of partial least squares; never more than predictors.</summary>
    public int Components { get; init; } = 10;
}

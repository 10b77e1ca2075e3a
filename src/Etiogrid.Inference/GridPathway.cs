namespace Etiogrid.Inference;

/// <summary>
/// One pathway of a <see cref="GridModel"/>. With n directions it has 1 + 2n states: state 0 is none, states 1..n are
/// causal in direction 0..n-1, states n+1..2n are compensatory in direction 0..n-1.
/// </summary>
/// <param name="Name">Label in results.</param>
/// <param name="Directions">Signs of the allowed directions, one or two of -1 (too little) and +1 (too much).</param>
/// <param name="CausalPrior">P(causal, direction), one a direction, each in [0, 1], sum at most 1.</param>
/// <param name="SpontaneousChange">rho0 in [0, 1]: the chance of a secondary change without any cause, given that the pathway is not causal.</param>
/// <param name="DirectionWeights">How a spontaneous change divides over the directions; non-negative, sum 1.</param>
public sealed record GridPathway(
    string Name,
    IReadOnlyList<int> Directions,
    IReadOnlyList<double> CausalPrior,
    double SpontaneousChange,
    IReadOnlyList<double> DirectionWeights)
{
    /// <summary>Number of directions, 1 or 2.</summary>
    public int DirectionCount => Directions.Count;

    /// <summary>Number of states, 3 or 5.</summary>
    public int StateCount => 1 + (2 * Directions.Count);

    /// <summary>The index of the causal state of a direction.</summary>
    public int CausalState(int direction) => 1 + Checked(direction);

    /// <summary>The index of the compensatory state of a direction.</summary>
    public int CompensatoryState(int direction) => 1 + Directions.Count + Checked(direction);

    /// <summary>What a state is.</summary>
    public AlterationKind KindOf(int state) => state == 0 ? AlterationKind.None : state <= Directions.Count ? AlterationKind.Causal : AlterationKind.Compensatory;

    /// <summary>The direction index of an altered state; -1 for state 0.</summary>
    public int DirectionOf(int state) => state == 0 ? -1 : (state - 1) % Directions.Count;

    private int Checked(int direction) => direction >= 0 && direction < Directions.Count
        ? direction
        : throw new ArgumentOutOfRangeException(nameof(direction), direction, $"Pathway '{Name}' has {Directions.Count} directions.");

    /// <summary>A pathway with one direction: the three-state model.</summary>
    public static GridPathway ThreeState(string name, double causalPrior, double spontaneousChange) =>
        new(name, [1], [causalPrior], spontaneousChange, [1.0]);
}

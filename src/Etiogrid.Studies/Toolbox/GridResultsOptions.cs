using Etiogrid.Inference.Interventions;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>grid combine</c> and <c>grid next</c>: a finished run and one of its people.</summary>
/// <param name="Study">Output folder of <c>etiogrid STUDY OUT participant</c>.</param>
/// <param name="Participant">Label, with or without <c>sub-</c>.</param>
/// <param name="LargestSet">Combinations of at most this many interventions are shown, 1 to 4.</param>
public sealed record GridResultsOptions(string Study, string Participant, int LargestSet)
{
    /// <summary>Symptoms that one unit of cost weighs; null = as in the run.</summary>
    public double? SymptomsPerCost { get; init; }

    /// <summary>What combinations are valued by; null = as in the run. Given, combinations are computed anew.</summary>
    public CombinationUtility? Utility { get; init; }

    /// <summary>True where the largest set was asked for: larger sets than the run's are computed anew.</summary>
    public bool LargestSetGiven { get; init; }

    /// <summary>The study's own knowledge folder, if the run had one.</summary>
    public string? Knowledge { get; init; }

    /// <summary>Worker threads, 0 = all cores.</summary>
    public int Threads { get; init; }
}

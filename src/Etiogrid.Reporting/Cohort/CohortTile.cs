namespace Etiogrid.Reporting.Cohort;

/// <summary>Several people drawn as one row.</summary>
/// <param name="Group">Their group.</param>
/// <param name="Site">Their site.</param>
/// <param name="Number">Which tile of that group and site, from 1; people with the highest leading posterior first.</param>
/// <param name="People">How many.</param>
/// <param name="Means">Mean posterior per pathway.</param>
internal sealed record CohortTile(string Group, string Site, int Number, int People, IReadOnlyList<double> Means);

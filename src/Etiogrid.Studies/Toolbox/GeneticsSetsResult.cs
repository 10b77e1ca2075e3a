using Etiogrid.Files;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Result of <c>genetics sets</c>.</summary>
/// <param name="Sets">One row a set.</param>
/// <param name="People">One row a person and set.</param>
public sealed record GeneticsSetsResult(Table Sets, Table People);

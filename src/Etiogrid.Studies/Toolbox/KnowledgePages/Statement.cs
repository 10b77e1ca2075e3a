using Etiogrid.Knowledge;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>One claim as a page shows it.</summary>
/// <param name="Claim">Source, locator, verification, remark.</param>
/// <param name="Cells">Cells as HTML, without the source.</param>
/// <param name="Plain">The claim in one line of plain text, for the overview.</param>
internal sealed record Statement(Claim Claim, string[] Cells, string Plain)
{
    /// <summary>Kind of study; empty where nobody said.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>True where the literature disagrees or gives no sign.</summary>
    public bool Disputed { get; init; }

    /// <summary>For the order: larger first.</summary>
    public double Weight { get; init; }
}

using Etiogrid.Inference.Person;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Ledger;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Pipeline;

/// <summary>A study with the general grid and the seed it is run with.</summary>
public sealed record OpenedStudy(StudyData Study, GeneralGrid Grid, ulong Seed)
{
    /// <summary>The knowledge tables behind the grid, the study's own rows included.</summary>
    public required KnowledgeBase Tables { get; init; }

    /// <summary>What may change how strongly exposures act, and how heavy the tails of markers are.</summary>
    public PriorModifiers Modifiers => PriorModifiers.From(Grid) with { MarkerFreedom = Study.Config.MarkerFreedom };

    /// <summary>True when unverified rows take part.</summary>
    public bool IncludesUnverified { get; init; }

    /// <summary>The ledger version whose parameters the grid holds; null = the literature's.</summary>
    public LedgerVersion? Learned { get; init; }
}

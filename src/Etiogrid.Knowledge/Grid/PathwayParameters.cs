using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;

namespace Etiogrid.Knowledge.Grid;

/// <summary>A pathway with its prior: how often it is causally altered in a symptomatic person, and which way.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Full name.</param>
/// <param name="ShortName">At most 24 characters, for figures.</param>
/// <param name="Scale">Scale of the fingerprint.</param>
/// <param name="Directions">One or two directions; the weights sum to 1.</param>
/// <param name="LogitPrevalence">logit of the prevalence of a causal alteration.</param>
/// <param name="ScoreR2">Liability variance explained by the pathway's polygenic score, in [0, 1).</param>
public sealed record PathwayParameters(
    PathwayId Id,
    string Name,
    string ShortName,
    Scale Scale,
    IReadOnlyList<DirectionWeight> Directions,
    UncertainValue LogitPrevalence,
    UncertainValue ScoreR2);

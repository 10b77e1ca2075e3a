using Etiogrid.Core.Identifiers;
using Etiogrid.Inference.Person;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>What a person's genetic layer says of one pathway, whole and without its parts.</summary>
internal sealed class PathwayBeliefs
{
    private readonly ScoreBelief _score;
    private readonly double _scoreR2;
    private readonly GeneticLayer? _layer;

    public PathwayBeliefs(PersonInputs inputs, PathwayId pathway, int index, double scoreR2, Dictionary<PathwayId, int> indices, Matrix? correlation)
    {
        var own = inputs.Scores.FirstOrDefault(s => s.Pathway == pathway);
        _score = own is null ? ScoreBelief.FromOthers(index, inputs.Scores, indices, correlation) : ScoreBelief.Of(own);
        _scoreR2 = scoreR2;
        _layer = inputs.Layers.FirstOrDefault(l => l.Pathway == pathway);
        All = Join(_score, _layer);
    }

    /// <summary>Everything measured.</summary>
    public ScoreBelief All { get; }

    /// <summary>Whether polygenic scores say anything of the pathway.</summary>
    public bool HasGenes => _score != ScoreBelief.Unknown || _layer?.Only(epigenetic: false) is not null;

    /// <summary>Whether epigenetic scores do.</summary>
    public bool HasEpigenome => _layer?.Only(epigenetic: true) is not null;

    /// <summary>Epigenetic scores only.</summary>
    public ScoreBelief WithoutGenes => Join(ScoreBelief.Unknown, _layer?.Only(epigenetic: true));

    /// <summary>Polygenic scores only.</summary>
    public ScoreBelief WithoutEpigenome => Join(_score, _layer?.Only(epigenetic: false));

    /// <summary>Layers were checked before a prior is formed, so that the matrices can be solved.</summary>
    private ScoreBelief Join(ScoreBelief score, GeneticLayer? layer) =>
        layer is null ? score : LayerBelief.Of(score, _scoreR2, layer) ?? throw new InvalidOperationException("The layer was not checked.");
}

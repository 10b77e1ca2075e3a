using Etiogrid.Core.Measures;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Measures.Brain;

namespace Etiogrid.Studies.Composition;

/// <summary>Says in the terms of the general grid what is known about a person.</summary>
internal sealed class InputsComposer(StudyMeasures measures, GeneralGrid grid, LayerComposer layers)
{
    /// <summary>A feature that repeats less than this in the study itself says nothing about a person and stays out of the grid.</summary>
    public const double LeastReliability = 0.05;

    /// <summary>Scores of fewer variants say next to nothing of a pathway.</summary>
    public const int FewestSetVariants = 5;

    /// <summary>How markers correlate.</summary>
    public IReadOnlyList<MarkerCorrelation> Correlations { get; } = Correlate(measures, grid);

    /// <summary>The evidence behind each marker of the grid that this person has.</summary>
    public IReadOnlyDictionary<string, Evidence> ByMarker(PersonData person, IReadOnlyDictionary<FeatureId, Evidence> evidence)
    {
        Dictionary<string, Evidence> markers = new(StringComparer.Ordinal);
        foreach (var marker in grid.Markers)
        {
            string measure = marker.Measure == "coloc" && person.GridMap is { } map ? BrainFeatures.ColocalizationMeasure(map.Measurement.Kind) : marker.Measure;
            if (evidence.TryGetValue(new(marker.Modality, measure, marker.Target), out var found) && found.Reliability is null or >= LeastReliability)
            {
                markers[marker.Id] = found;
            }
        }

        return markers;
    }

    /// <summary>Reference correlation of some markers, in their order.</summary>
    public Numerics.LinearAlgebra.Matrix CorrelationOf(IReadOnlyList<string> markers)
    {
        var matrix = Numerics.LinearAlgebra.Matrix.Identity(markers.Count);
        foreach (var group in Correlations)
        {
            int[] at = [.. markers.Select(m => group.Markers.ToList().IndexOf(m))];
            for (int i = 0; i < at.Length; i++)
            {
                for (int j = 0; j < at.Length; j++)
                {
                    if (at[i] >= 0 && at[j] >= 0)
                    {
                        matrix[i, j] = group.Correlation[at[i], at[j]];
                    }
                }
            }
        }

        return matrix;
    }

    /// <summary>Inputs of the person's model. Scores of sets with fewer than five variants say next to nothing and are left out.</summary>
    public PersonInputs Compose(PersonData person, IReadOnlyDictionary<string, Evidence> markers)
    {
        var exposures = grid.Exposures.Select(e => e.Id).ToHashSet();
        return new(
            person.Id.ToString(),
            [.. (person.Genetics?.Scores ?? []).Where(s => s.Variants >= FewestSetVariants).Select(s => new PathwayScore(s.Pathway, s.JointZ, s.JointCoverage))],
            [.. person.Exposures.Where(e => exposures.Contains(e.Id)).Select(e => new ExposureObservation(e.Id, e.Present, measures.Appraisals.Of(e), e.Period) { HighDose = e.HighDose })],
            [.. person.Symptoms.Select(measures.Symptoms.Observe)],
            [
                .. markers.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => new MarkerObservation(m.Key, m.Value.Z, m.Value.Reliability)),
                .. person.Tests.Where(t => !markers.ContainsKey(t.MarkerId)).Select(t => new MarkerObservation(t.MarkerId, null) { Cutoff = Inference.GridMarker.CutoffOf(t.Specificity, measures.Study.Config.MarkerFreedom), Above = t.Positive }),
            ],
            Correlations)
        {
            Epigenetics = [.. Moderators(person)],
            Layers = [.. layers.Of(person)],
        };
    }

    /// <summary>Deviations of epigenetic scores that moderate exposures, shrunk by their reliability; where a pathway has several, their mean.</summary>
    private IEnumerable<PathwayScore> Moderators(PersonData person) =>
        measures.Study.Config.Epigenetics.Where(c => c.IsModerator)
            .Select(c => (c.Pathway, Z: layers.ReliabilityOf(c, person) * layers.ZOf(c, person)))
            .Where(x => x.Z is not null)
            .GroupBy(x => x.Pathway)
            .Select(g => new PathwayScore(g.Key, g.Average(x => x.Z!.Value), 1));

    private static IReadOnlyList<MarkerCorrelation> Correlate(StudyMeasures measures, GeneralGrid grid) =>
    [
        .. Maps(measures, grid),
        .. Constant(measures, grid, Modality.Laboratory),
        .. Recording(measures, grid),
    ];

    /// <summary>
    /// Markers of one recording (networks, graphs, circuits) overlap in regions and share noise: their correlation is estimated pair by pair
    /// from the reference people and shrunk; where that cannot be, one common correlation.
    /// </summary>
    private static IEnumerable<MarkerCorrelation> Recording(StudyMeasures measures, GeneralGrid grid)
    {
        var markers = grid.Markers.Where(m => m.Modality == Modality.Connectome).ToArray();
        var correlation = measures.Reference.CorrelationOf([.. markers.Select(m => new FeatureId(m.Modality, m.Measure, m.Target))]);
        return correlation is null ? Constant(measures, grid, Modality.Connectome) : [new([.. markers.Select(m => m.Id)], correlation, SharesSignal: false)];
    }

    /// <summary>
    /// Markers of one blood sample or one recording share noise. With few reference people a full correlation matrix is mostly
    /// error, so one common correlation is estimated (the constant-correlation target of Ledoit and Wolf 2004,
    /// doi 10.3905/jpm.2004.110) and shrunk towards 0 by the number of people.
    /// </summary>
    private static IEnumerable<MarkerCorrelation> Constant(StudyMeasures measures, GeneralGrid grid, Modality modality)
    {
        string[] ids = [.. grid.Markers.Where(m => m.Modality == modality).Select(m => m.Id)];
        double common = measures.Reference.CommonCorrelation([.. grid.Markers.Where(m => m.Modality == modality).Select(m => new FeatureId(m.Modality, m.Measure, m.Target))]);
        if (ids.Length < 2 || common <= 0)
        {
            yield break;
        }

        var correlation = new Numerics.LinearAlgebra.Matrix(ids.Length, ids.Length);
        for (int i = 0; i < ids.Length; i++)
        {
            for (int j = 0; j < ids.Length; j++)
            {
                correlation[i, j] = i == j ? 1 : common;
            }
        }

        yield return new(ids, correlation, SharesSignal: false);
    }

    /// <summary>Co-localisation markers are compared with one image: their residuals correlate as the atlas maps do.</summary>
    private static IReadOnlyList<MarkerCorrelation> Maps(StudyMeasures measures, GeneralGrid grid)
    {
        if (measures.Space?.Similarity is not { } similarity)
        {
            return [];
        }

        var ids = grid.Markers.Where(m => m.Measure == "coloc").ToDictionary(m => m.Target, m => m.Id, StringComparer.Ordinal);
        int[] used = [.. Enumerable.Range(0, similarity.Names.Count).Where(i => ids.ContainsKey(similarity.Names[i]))];
        var correlation = new Numerics.LinearAlgebra.Matrix(used.Length, used.Length);
        for (int i = 0; i < used.Length; i++)
        {
            for (int j = 0; j < used.Length; j++)
            {
                correlation[i, j] = i == j ? 1 : similarity.Correlation[used[i], used[j]];
            }
        }

        return used.Length == 0 ? [] : [new([.. used.Select(i => ids[similarity.Names[i]])], correlation, SharesSignal: true)];
    }
}

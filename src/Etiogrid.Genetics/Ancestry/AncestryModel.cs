using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Genetics.Ancestry;

/// <summary>Components of a labelled reference and the target people placed among them; works for one person.</summary>
public sealed class AncestryModel
{
    /// <summary>Components computed and printed.</summary>
    public const int Components = 10;

    /// <summary>Components that tell populations apart: pgscatalog's default.</summary>
    public const int PopulationComponents = 5;

    /// <summary>Components that scores are adjusted for: pgscatalog's default.</summary>
    public const int NormalisationComponents = 4;

    private const int FewestVariants = 100;
    private const int FewestPeople = 30;
    private readonly Matrix _referenceScores;
    private readonly int[] _people;
    private readonly string[] _labels;
    private readonly PopulationModel _populations;

    private AncestryModel(ReferencePca pca, Matrix target, int[] people, string[] labels, PopulationModel populations, IReadOnlyList<GenotypeSample> targetSamples)
    {
        _referenceScores = pca.Scores;
        _people = people;
        _labels = labels;
        _populations = populations;
        VariantCount = pca.VariantCount;
        TargetScores = target;
        TargetSamples = targetSamples;
    }

    /// <summary>Variants that the components were computed from.</summary>
    public int VariantCount { get; }

    /// <summary>Reference people used, by component.</summary>
    public Matrix ReferenceScores => _referenceScores;

    /// <summary>Target people by component.</summary>
    public Matrix TargetScores { get; }

    /// <summary>Target people.</summary>
    public IReadOnlyList<GenotypeSample> TargetSamples { get; }

    /// <summary>Populations, in alphabetical order.</summary>
    public IReadOnlyList<string> Populations => _populations.Names;

    /// <summary>Reference people used, as places in the reference file: labelled founders.</summary>
    public IReadOnlyList<int> ReferencePeople => _people;

    /// <summary>Population of each reference person used.</summary>
    public IReadOnlyList<string> ReferenceLabels => _labels;

    /// <summary>
    /// Fits the reference and places the target. Errors: E481 fewer than 30 labelled founders, E482 fewer than 100 variants shared,
    /// E483 components without variance inside the populations.
    /// </summary>
    /// <param name="reference">Reference genotypes.</param>
    /// <param name="labels">Population of each reference person, null for people to leave out.</param>
    /// <param name="target">Target genotypes.</param>
    /// <param name="threads">Worker threads, at least 1.</param>
    public static Parsed<AncestryModel> Fit(IGenotypeSource reference, IReadOnlyList<string?> labels, IGenotypeSource target, int threads)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(target);
        int[] people = [.. Enumerable.Range(0, reference.Samples.Count).Where(i => labels[i] is not null && reference.Samples[i].IsFounder)];
        if (people.Length < FewestPeople)
        {
            return Parsed.Failed<AncestryModel>(Diagnostic.Error("E481", "Too few reference people have a population", new(reference.File), string.Create(CultureInfo.InvariantCulture, $"{people.Length} founders"), string.Create(CultureInfo.InvariantCulture, $"at least {FewestPeople}"), "Give labels with the ids of the reference"));
        }

        var shared = SharedVariants.Find(reference.Variants, target.Variants);
        if (shared.Count < FewestVariants)
        {
            return Parsed.Failed<AncestryModel>(Diagnostic.Error("E482", "Reference and target share too few variants", new(target.File), string.Create(CultureInfo.InvariantCulture, $"{shared.Count} variants"), string.Create(CultureInfo.InvariantCulture, $"at least {FewestVariants} with equal ids or positions and alleles"), "Use a reference in the same build"));
        }

        var pca = ReferencePca.Fit(reference, people, shared, Components, threads);
        string[] known = Array.ConvertAll(people, i => labels[i]!);
        var populations = pca.Components < PopulationComponents ? null : PopulationModel.Fit(pca.Scores, known, PopulationComponents);
        return populations is null
            ? Parsed.Failed<AncestryModel>(Diagnostic.Error("E483", "The reference components do not vary inside the populations", new(reference.File), string.Create(CultureInfo.InvariantCulture, $"{pca.VariantCount} variants, {pca.Components} components"), "more people and variants"))
            : Parsed.Of(new AncestryModel(pca, pca.Place(target, threads), people, known, populations, target.Samples));
    }

    /// <summary>Population probabilities of a target person.</summary>
    public PopulationCall Call(int person)
    {
        var (probabilities, best, typicality) = _populations.Classify(TargetScores.Row(person));
        return new(probabilities, Populations[best], typicality);
    }

    /// <summary>Ancestry-adjusted deviations of one score; null when the reference scores do not vary.</summary>
    /// <param name="reference">Scores of <see cref="ReferencePeople"/>, in that order.</param>
    /// <param name="target">Scores of the target people.</param>
    public AncestryScore[]? Normalise(double[] reference, double[] target)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(target);
        if (reference.Length != _people.Length || target.Length != TargetSamples.Count)
        {
            throw new ArgumentException($"Needs {_people.Length} reference and {TargetSamples.Count} target scores; found {reference.Length} and {target.Length}.", nameof(reference));
        }

        var model = AncestryNormalisation.Fit(_referenceScores, reference, NormalisationComponents);
        if (model is null)
        {
            return null;
        }

        var members = Populations.ToDictionary(p => p, p => reference.Where((_, i) => _labels[i] == p).ToArray());
        return [.. target.Select((value, i) =>
        {
            var (z, error, percentile) = PopulationModel.Against(members[Call(i).MostSimilar], value);
            var (one, error1, two, error2) = model.Apply(TargetScores.Row(i), value);
            return new AncestryScore(z, error, percentile, one, error1, two, error2);
        })];
    }
}

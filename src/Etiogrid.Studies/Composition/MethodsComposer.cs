using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>Methods sentences of the steps that ran for a person, in our words, with their citations.</summary>
internal static class MethodsComposer
{
    private const string Dukart = "Dukart J et al. 2026, Molecular Psychiatry, doi 10.1038/s41380-026-03473-y";

    public static IReadOnlyList<MethodStatement> Compose(StudyMeasures measures, PersonData person, EngineReport engine, string gridVersion)
    {
        List<MethodStatement> methods =
        [
            new("grid", $"The general vulnerability grid (version {gridVersion}) gives every pathway a prior; all its parameters are distributions with a grade and a source, and unverified rows are off unless asked for.", [Dukart]),
            new("reference", $"For deviations, {measures.ReferenceStatement}.", []),
        ];
        if (person.Genetics is not null)
        {
            methods.Add(new("pathway_scores", "Pathway-specific polygenic scores are sums of effect-allele dosages times weights over the variants in and around the genes of a pathway, centred by allele frequency, and standardised.", ["Choi SW et al. 2023, PLoS Genetics, doi 10.1371/journal.pgen.1010624"]));
        }

        if (person.Genetics is { Units.Count: > 0 })
        {
            methods.Add(new("units", "Cell types and the two sides of the synapse are scored as units of their own. Their variants are also those of pathways, so they are shown beside the pathways and enter a prior only where the study maps them to one, then by their correlation with its own score.", [Dukart]));
        }

        if (measures.Study.Config.Epigenetics.Any(e => e.IsEvidence) && person.Features.Any(f => f.Feature is { Modality: Core.Measures.Modality.Genetics, Measure: "epigenetic" }))
        {
            methods.Add(new("epigenetics", "Epigenetic scores are adjusted for the stated covariates and for known exposures that act on the same pathway, and enter its liability together with the polygenic score as one normal vector, by their reliabilities and their correlation: a score that repeats the other adds nothing.", [Dukart]));
        }

        if (person.Exposures.Any(e => e.Present is not null))
        {
            methods.Add(new("exposures", "Exposures shift the liability of the pathways they act on; published odds ratios are converted to the liability scale. Unknown exposures are averaged over at their population frequency.", ["Gillett AC, Vassos E, Lewis CM 2018, Human Heredity 83:210, doi 10.1159/000495697"]));
        }

        if (person.Recording is not null)
        {
            methods.Add(new("connectivity", FormattableString.Invariant($"Functional connectivity is the Pearson correlation of regional signals, Fisher-transformed; connectivity strength is the mean of a region's positive values. Graph metrics use the strongest {100 * measures.Space!.Config.Density:0} % of positive edges."), ["Rubinov M, Sporns O 2010, NeuroImage 52:1059, doi 10.1016/j.neuroimage.2009.10.003"]));
        }

        if (person.GridMap is { Colocalization.Count: > 0 })
        {
            methods.Add(new("colocalisation", FormattableString.Invariant($"The person's map is compared with each pathway map by Spearman's correlation (ties share their mean rank). p values come from surrogate maps with the same spatial autocorrelation ({measures.Space!.NullStatement}); the parametric p is printed for comparison only."), ["Wagner HH, Dray S 2015, Methods in Ecology and Evolution 6:1169, doi 10.1111/2041-210X.12407", "Dukart J et al. 2021, Human Brain Mapping 42:555, doi 10.1002/hbm.25244"]));
        }

        methods.Add(new("inference", $"All pathways are inferred together (model GRID-3: none, causal or compensatory, with direction): prior on the liability scale, symptoms by noisy-OR over causal pathways, biomarkers of a modality in one joint likelihood, missing modalities marginalised. Engine: {engine.Name}; {engine.ErrorStatement}.", [Dukart]));
        methods.Add(new("combinations", "Combinations of interventions are enumerated exactly and ranked by expected fall of present symptoms under the whole posterior, counting the harm of the wrong direction and of treating a compensation. They are hypotheses for study, not orders.", [Dukart]));
        return methods;
    }
}

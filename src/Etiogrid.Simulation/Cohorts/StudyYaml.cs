using System.Globalization;
using System.Text;
using Etiogrid.Core.Measures;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>Writes <c>code/study.yaml</c>; paths are relative to it.</summary>
internal static class StudyYaml
{
    public static void Write(SimulatedCohort cohort, StudyFolder study)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"schema: etiogrid/study/1\nname: \"{Quoted(cohort.Design.Name)} (simulated)\"\nresearch_use_only: true\nsimulated: true\nseed: {cohort.Design.Seed}\nids: {{participants: ../participants.tsv}}\n");
        if (study.Has(GeneticFiles.Genotypes + ".bed"))
        {
            text.Append(CultureInfo.InvariantCulture, $"genome_build: GRCh38\ngenetics:\n  genotypes: ../{GeneticFiles.Genotypes}\n  weights: ../{GeneticFiles.Weights}\n  sets: ../{GeneticFiles.Sets}\n  genes: ../{GeneticFiles.Genes}\n  window_kb: [{SimulatedGene.UpstreamKb}, {SimulatedGene.DownstreamKb}]\n  frequencies: ../{GeneticFiles.Frequencies}\n");
        }

        Section(text, "exposures", cohort.Grid.Exposures.Select(e => $"{e.Id.Key}: {{file: ../phenotype/exposures.tsv, column: {e.Id.Key}, scale: binary}}"));
        Section(text, "symptoms", cohort.Grid.Symptoms.Select(s => $"{s.Id.Key}: {{file: ../phenotype/symptoms.tsv, column: {s.Id.Key}, present_if: '>=1'}}"));
        Section(text, "labs", cohort.Grid.Markers.Where(m => m.Modality == Modality.Laboratory).Select(m => Laboratory(m.Id)));
        Section(text, "outcomes", [$"{PhenotypeFiles.Outcome}: {{file: ../phenotype/outcomes.tsv, column: {PhenotypeFiles.Outcome}}}"]);
        if (cohort.Design.Visits > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"visits: {{file: ../{PhenotypeFiles.Visits}, days: days, severity: severity}}\n");
        }

        text.Append("brain:\n");
        text.Append(CultureInfo.InvariantCulture, $"  parcellation: ../{BrainFiles.Geometry}\n  atlases: ../{BrainFiles.Receptors}\n");
        text.Append(CultureInfo.InvariantCulture, $"  maps: ../{BrainFiles.MapOf("{participant}")}\n");
        text.Append(CultureInfo.InvariantCulture, $"  timeseries: ../{BrainFiles.TimeSeriesOf("{participant}").Replace("ses-1", "ses-{session}", StringComparison.Ordinal)}\n");
        text.Append("  null: moran-matched\n  n_null: 1000\n");
        text.Append("normative: {fit_on: 'group==control'}\ninterventions: {max_combination: 3, exclude_if: []}\nreport: {small_cell: 5}\n");
        text.Append(CultureInfo.InvariantCulture, $"truth: ../{TruthFiles.States}\n");
        study.Text("code/study.yaml", text.ToString());
    }

    private static string Laboratory(string id)
    {
        var reference = LaboratoryReference.For(id);
        return $"{id}: {{file: ../phenotype/labs.tsv, column: {id}, unit: '{reference.Unit}'{(reference.IsLog ? ", log: true" : "")}}}";
    }

    private static void Section(StringBuilder text, string name, IEnumerable<string> entries)
    {
        string[] lines = [.. entries];
        if (lines.Length > 0)
        {
            text.Append(name).Append(":\n");
            foreach (string line in lines)
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }
    }

    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

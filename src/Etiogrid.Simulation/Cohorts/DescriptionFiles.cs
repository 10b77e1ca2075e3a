using System.Text.Json.Nodes;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>The files that say what the folder is.</summary>
internal static class DescriptionFiles
{
    public static void Write(SimulatedCohort cohort, StudyFolder study)
    {
        var description = new JsonObject
        {
            ["Name"] = cohort.Design.Name + " (simulated)",
            ["BIDSVersion"] = "1.9.0",
            ["DatasetType"] = "raw",
            ["License"] = "CC0",
            ["Authors"] = new JsonArray("Etiogrid simulation"),
            ["GeneratedBy"] = new JsonArray(new JsonObject { ["Name"] = "etiogrid simulate cohort", ["Description"] = "Simulated people; no person was measured." }),
        };
        if (study.Has(GeneticFiles.Genotypes + ".bed"))
        {
            description["Genetics"] = new JsonObject { ["Dataset"] = GeneticFiles.Genotypes + ".bed", ["Database"] = GeneticFiles.Weights, ["Descriptors"] = "truth/model.json" };
            study.Json("genetic_info.json", new()
            {
                ["GeneticLevel"] = new JsonArray("Genetic"),
                ["AnalyticalApproach"] = new JsonArray("SNP Genotypes"),
                ["SampleOrigin"] = "blood",
                ["Description"] = "Simulated genotypes at simulated positions; no sample was taken.",
            });
        }

        study.Json("dataset_description.json", description);
        study.Text(".bidsignore", "genotypes/\nscores/\natlases/\ntruth/\n");
        study.Text("README", Readme(cohort));
    }

    private static string Readme(SimulatedCohort cohort) =>
        $"""
        {cohort.Design.Name}: SIMULATED people, drawn from the general grid {cohort.Grid.Version} (sha256 {cohort.Grid.Sha256}), seed {cohort.Design.Seed}.
        Research use only. Not a diagnosis. No person was measured; gene positions, weights, regions, atlases and reference values are made up.

        {cohort.Design.Patients} patients: exposures at population frequency, pathway states from the grid's prior for symptomatic people, no further selection.
        {cohort.Design.Controls} controls: no altered pathway; symptoms from the leak alone. They are the reference of z scores and no part of a calibration.

        code/study.yaml      configuration for 'etiogrid'
        phenotype/           exposures, symptoms, laboratory values, outcomes of a small randomised trial
        genotypes/ scores/   PLINK files, weights (PGS Catalog 2.0), gene sets, gene locations, allele frequencies
        atlases/             region geometry and receptor-like maps
        derivatives/         one map and one parcellated time series a person; some people lack some of it, at random
        truth/               states, marker z scores and every parameter used

        """.ReplaceLineEndings("\n");
}

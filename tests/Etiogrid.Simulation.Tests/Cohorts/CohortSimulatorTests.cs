using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Etiogrid.Files;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Simulation.Cohorts;

namespace Etiogrid.Simulation.Tests.Cohorts;

public sealed class CohortSimulatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_bytes_for_any_number_of_threads()
    {
        var one = Hashes(Write("one", SmallGrid.Design() with { Threads = 1 }));
        var four = Hashes(Write("four", SmallGrid.Design() with { Threads = 4 }));
        Assert.Equal(one, four);
        Assert.True(one.Count > 60, $"{one.Count} files");
    }

    [Fact]
    public void Another_seed_gives_other_people()
    {
        var one = Hashes(Write("one", SmallGrid.Design(seed: 1)));
        var two = Hashes(Write("two", SmallGrid.Design(seed: 2)));
        foreach (string file in new[] { "truth/truth.tsv", "truth/markers.tsv", "genotypes/study.bed", "phenotype/exposures.tsv", "phenotype/labs.tsv", "phenotype/outcomes.tsv", "atlases/receptors.tsv" })
        {
            Assert.NotEqual(one[file], two[file]);
        }
    }

    [Fact]
    public void A_folder_with_content_is_refused_and_left_alone()
    {
        string path = Path.Combine(_folder.Path, "study");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "notes.txt"), "mine");
        var result = CohortSimulator.Write(SmallGrid.Create(), SmallGrid.Design(), path);
        Assert.False(result.HasValue);
        Assert.Equal("E290", result.Diagnostics[0].Code);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName));
    }

    [Fact]
    public void Every_table_is_read_back_with_its_sidecar()
    {
        string study = Write("study", SmallGrid.Design());
        foreach (string name in new[] { "participants", "phenotype/exposures", "phenotype/symptoms", "phenotype/labs", "phenotype/outcomes" })
        {
            var table = DelimitedTable.Read(Path.Combine(study, name + ".tsv")).Value;
            Assert.Equal("participant_id", table.Header[0]);
            var sidecar = JsonNode.Parse(File.ReadAllText(Path.Combine(study, name + ".json")))!.AsObject();
            Assert.Equal(table.Header.Skip(1), sidecar.Select(c => c.Key));
            Assert.All(sidecar, c => Assert.Contains("Simulated", (string?)c.Value!["Description"], StringComparison.Ordinal));
        }

        Assert.Equal(50, DelimitedTable.Read(Path.Combine(study, "participants.tsv")).Value.Rows.Count);
        Assert.Equal(50 * 6, DelimitedTable.Read(Path.Combine(study, "truth/truth.tsv")).Value.Rows.Count);
        Assert.Equal(50 * 7, DelimitedTable.Read(Path.Combine(study, "truth/markers.tsv")).Value.Rows.Count);
        Assert.Contains("simulated", (string?)JsonNode.Parse(File.ReadAllText(Path.Combine(study, "dataset_description.json")))!["Name"], StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(File.ReadAllText(Path.Combine(study, "truth/model.json")))!["marker_covariance"]);
    }

    [Fact]
    public void Missing_cells_and_modalities_are_as_frequent_as_designed()
    {
        var design = SmallGrid.Design(patients: 500, controls: 100) with { AbsentTimeSeries = 0.9, Volumes = 50 };
        string study = Write("study", design);
        AssertShare(design.MissingExposure, MissingCells(study, "phenotype/exposures.tsv"));
        AssertShare(design.MissingSymptom, MissingCells(study, "phenotype/symptoms.tsv"));
        AssertShare(1 - ((1 - design.MissingLaboratory) * (1 - design.AbsentLaboratory)), MissingCells(study, "phenotype/labs.tsv"), clustered: true);
        AssertShare(design.AbsentGenotypes, (600 - File.ReadLines(Path.Combine(study, "genotypes/study.fam")).Count(), 600));
        AssertShare(design.AbsentMaps, (600 - Directory.GetFiles(Path.Combine(study, "derivatives/maps"), "*_map.tsv", SearchOption.AllDirectories).Length, 600));
        AssertShare(design.AbsentTimeSeries, (600 - Directory.GetFiles(Path.Combine(study, "derivatives/parcellated"), "*_timeseries.tsv.gz", SearchOption.AllDirectories).Length, 600));
    }

    [Fact]
    public void Laboratory_values_carry_the_true_marker_z()
    {
        string study = Write("study", SmallGrid.Design());
        var cohort = CohortSampler.Draw(SmallGrid.Create(), SmallGrid.Design());
        var labs = DelimitedTable.Read(Path.Combine(study, "phenotype/labs.tsv")).Value;
        for (int n = 0; n < 50; n++)
        {
            string cell = labs.Rows[n][labs.ColumnOf("crp")];
            if (!Cell.IsMissing(cell))
            {
                double z = (Math.Log(double.Parse(cell, CultureInfo.InvariantCulture)) - 0.3) / 0.9;
                NumericAssert.Close(cohort.People[n].MarkerZ[3], z, 0, 2e-3);
            }
        }
    }

    [Fact]
    public void Maps_and_series_carry_the_true_colocalization_z()
    {
        string study = Write("study", SmallGrid.Design());
        var cohort = CohortSampler.Draw(SmallGrid.Create(), SmallGrid.Design());
        var atlas = MatrixFile.Read(Path.Combine(study, "atlases/receptors.tsv")).Value;
        List<double> scale = [];
        int series = 0;
        foreach (var person in cohort.People)
        {
            string map = Path.Combine(study, $"derivatives/maps/sub-{person.Label}/anat/sub-{person.Label}_desc-deviation_map.tsv");
            string bold = Path.Combine(study, $"derivatives/parcellated/sub-{person.Label}/ses-1/func/sub-{person.Label}_ses-1_task-rest_seg-Simulated_timeseries.tsv.gz");
            if (File.Exists(map))
            {
                double[] values = [.. DelimitedTable.Read(map).Value.Rows.Select(r => double.Parse(r[1], CultureInfo.InvariantCulture))];
                Collect(scale, atlas, person, values, 0.01);
            }

            if (File.Exists(bold))
            {
                series++;
                Collect(scale, atlas, person, Strengths(bold), 0.01);
            }
        }

        Assert.True(series > 35, $"{series} series");
        double error = (double)JsonNode.Parse(File.ReadAllText(Path.Combine(study, "truth/model.json")))!["largest_strength_error"]!;
        Assert.InRange(error, 1e-9, 1e-3);
        Assert.InRange(scale.Max() - scale.Min(), 0, 0.005);
        Assert.InRange(scale[0], 0.05, 1 / Math.Sqrt(80) + 1e-6);
    }

    [Fact]
    public void Plink_reads_the_genotypes_and_gives_the_true_scores()
    {
        string plink = PeerTool.Require("plink2");
        string study = Write("study", SmallGrid.Design());
        var cohort = CohortSampler.Draw(SmallGrid.Create(), SmallGrid.Design());
        string weights = Path.Combine(_folder.Path, "set.weights");
        File.WriteAllLines(weights, cohort.Genome.Members[2].Select(i => cohort.Genome.Variants[i])
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Id}\t{(v.EffectIsA1 ? v.A1 : v.A2)}\t{v.Weight:R}")));
        var run = PeerTool.Run(plink, ["--bfile", Path.Combine(study, "genotypes/study"), "--read-freq", Path.Combine(study, "scores/frequencies.afreq"), "--score", weights, "1", "2", "3", "center", "cols=+scoresums", "--out", Path.Combine(_folder.Path, "plink")]);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        var scores = DelimitedTable.Read(WithTabs(Path.Combine(_folder.Path, "plink.sscore"))).Value;
        double[] found = [.. scores.Rows.Select(r => double.Parse(r[scores.ColumnOf("SCORE1_SUM")], CultureInfo.InvariantCulture))];
        var byLabel = cohort.People.ToDictionary(p => "sub-" + p.Label, p => p.Pathways[2].ScoreZ!.Value);
        double[] expected = [.. scores.Rows.Select(r => byLabel[r[scores.ColumnOf("IID")]])];
        double sd = Moments.StandardDeviation(found) / Moments.StandardDeviation(expected);
        for (int i = 0; i < found.Length; i++)
        {
            NumericAssert.Close(expected[i], found[i] / sd, 1e-3, 2e-4, $"score of row {i}");
        }
    }

    [Fact]
    public void The_bed_file_has_its_magic_and_its_size()
    {
        string study = Write("study", SmallGrid.Design());
        byte[] bed = File.ReadAllBytes(Path.Combine(study, "genotypes/study.bed"));
        int people = File.ReadLines(Path.Combine(study, "genotypes/study.fam")).Count();
        int variants = File.ReadLines(Path.Combine(study, "genotypes/study.bim")).Count();
        Assert.Equal([0x6C, 0x1B, 0x01], bed.Take(3));
        Assert.Equal(3 + (variants * ((people + 3) / 4)), bed.Length);
    }

    [Fact]
    public void A_bed_byte_holds_four_people_from_the_low_bits_up()
    {
        byte[] bed = PlinkBedWriter.Bed([[2], [1], [0], [2], [1]], 1);
        Assert.Equal([0x6C, 0x1B, 0x01, 0b00_11_10_00, 0b00_00_00_10], bed);
    }

    [Fact]
    public void Matched_treatment_lowers_severity()
    {
        var design = SmallGrid.Design(patients: 800, controls: 0) with { AbsentTimeSeries = 0.99, AbsentMaps = 0.99, Volumes = 50 };
        string study = Write("study", design);
        var cohort = CohortSampler.Draw(SmallGrid.Create(), design);
        var outcomes = DelimitedTable.Read(Path.Combine(study, "phenotype/outcomes.tsv")).Value;
        double Mean(string arm, Knowledge.Grid.AlterationDirection direction) => outcomes.Rows
            .Where((r, n) => r[1] == arm && cohort.People[n].Pathways[2] is { State: PathwayState.Causal } p && p.Direction == direction)
            .Average(r => double.Parse(r[3], CultureInfo.InvariantCulture));
        Assert.True(Mean("drug_a", Knowledge.Grid.AlterationDirection.Hyperfunction) < Mean("placebo", Knowledge.Grid.AlterationDirection.Hyperfunction) - 5);
        Assert.True(Mean("drug_a", Knowledge.Grid.AlterationDirection.Hypofunction) > Mean("placebo", Knowledge.Grid.AlterationDirection.Hypofunction) + 3);
    }

    private string Write(string name, CohortDesign design)
    {
        string path = Path.Combine(_folder.Path, name);
        Assert.True(CohortSimulator.Write(SmallGrid.Create(), design, path).HasValue);
        return path;
    }

    private static SortedDictionary<string, string> Hashes(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(folder, f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))), StringComparer.Ordinal);

    private static (int Missing, int All) MissingCells(string study, string file)
    {
        var cells = DelimitedTable.Read(Path.Combine(study, file)).Value.Rows.SelectMany(r => r.Skip(1)).ToArray();
        return (cells.Count(c => Cell.IsMissing(c)), cells.Length);
    }

    private static void AssertShare(double rate, (int Missing, int All) found, bool clustered = false)
    {
        double sd = Math.Sqrt(rate * (1 - rate) / found.All * (clustered ? 2 : 1));
        Assert.InRange(((found.Missing / (double)found.All) - rate) / sd, -4, 4);
    }

    private static double[] Strengths(string file)
    {
        var series = MatrixFile.Read(file).Value;
        double[][] columns = [.. Enumerable.Range(0, series.ColumnNames.Count).Select(series.Values.Column)];
        return [.. columns.Select((c, i) => columns.Where((_, j) => j != i).Sum(other => Moments.Pearson(c, other)))];
    }

    /// <summary>Asserts that correlations with the atlas maps are one constant times the true z; keeps that constant.</summary>
    private static void Collect(List<double> scale, NamedMatrix atlas, SimulatedPerson person, double[] map, double tolerance)
    {
        double[] r = [.. Enumerable.Range(0, atlas.ColumnNames.Count).Select(t => Moments.Spearman(map, atlas.Values.Column(t)))];
        double c = Moments.Dot(r, person.AtlasZ) / Moments.Dot(person.AtlasZ, person.AtlasZ);
        for (int t = 0; t < r.Length; t++)
        {
            NumericAssert.Close(c * person.AtlasZ[t], r[t], 0, tolerance, $"{person.Label} {atlas.ColumnNames[t]}");
        }

        scale.Add(c);
    }

    private static string WithTabs(string plinkFile)
    {
        string copy = plinkFile + ".tsv";
        File.WriteAllText(copy, File.ReadAllText(plinkFile).TrimStart('#'));
        return copy;
    }
}

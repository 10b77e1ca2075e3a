using Etiogrid.Files;

namespace Etiogrid.Imaging.Tests;

/// <summary>Published co-localisations of ENIGMA case-control maps with receptor maps (Hansen et al. 2022, doi 10.1038/s41467-022-32420-y).</summary>
public sealed class CrossDisorderAnchorTests
{
    private static readonly string[] Receptors =
        ["5HT1a", "5HT1b", "5HT2a", "5HT4", "5HT6", "5HTT", "A4B2", "CB1", "D1", "D2", "DAT", "GABAa", "H3", "M1", "mGluR5", "MOR", "NET", "NMDA", "VAChT"];

    private static readonly string[] Disorders =
        ["22q", "adhd", "asd", "epilepsy_gge", "epilepsy_rtle", "epilepsy_ltle", "depression", "ocd", "schizophrenia", "bipolar", "obesity", "schizotypy", "park"];

    [Theory]
    [InlineData("schizophrenia", "5HTT", 0.38)]
    [InlineData("schizophrenia", "5HT2a", -0.37)]
    [InlineData("bipolar", "5HTT", 0.57)]
    [InlineData("depression", "D1", -0.56)]
    [InlineData("depression", "MOR", -0.56)]
    public void Rank_correlations_are_the_published_ones(string disorder, string receptor, double expected)
    {
        var maps = Reference.Matrix("data/hansen_crossdisorder/enigma_ct.csv");
        var table = MatrixFile.Read(SharedData.Require("data/hansen_receptors/receptor_data_scale033.csv")).Value;
        var atlas = AtlasSet.From(table, "receptors.csv", null, Receptors).Value;
        var results = ColocalizationPlan.Create(atlas, new() { Method = ColocalizationMethod.Spearman }).Run(maps, Disorders);
        double found = results.Single(r => r.Map == disorder && r.Atlas == receptor).R;
        NumericAssert.Close(expected, found, 0, 0.005);
    }
}

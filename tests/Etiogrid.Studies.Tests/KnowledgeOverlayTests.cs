using Etiogrid.Studies.Pipeline;

namespace Etiogrid.Studies.Tests;

public sealed class KnowledgeOverlayTests
{
    private const string Header = "pathway\tdirection\tsymptom\tstrength\tsign_uncertain\tstate\tdisorders\tsource\tlocator\tverification\tnote\n";

    private static Core.Diagnostics.Parsed<OpenedStudy> Open(SmallStudy study) => StudyPipeline.Open(new() { StudyFolder = study.Folder, OutputFolder = study.Folder + "-out" });

    [Fact]
    public void A_row_of_the_studys_own_changes_its_general_grid()
    {
        using var study = new SmallStudy();
        var before = Open(study).Value.Grid;
        study.Write("knowledge/symptom_links.tsv", Header + "glutamate_nmda\thypo\tcompulsivity\t3\tno\thypofunction\tOCD\tgupta2026\tour own pilot\tpaper\tn/a\n");
        var after = Open(study).Value.Grid;
        int Links(Knowledge.Grid.GeneralGrid grid) => grid.Symptoms.Single(s => s.Id.Key == "compulsivity").Links.Count(l => l.Pathway.Key == "glutamate_nmda");
        Assert.Equal(Links(before) + 1, Links(after));
        Assert.NotEqual(before.Sha256, after.Sha256);
    }

    [Fact]
    public void A_row_that_does_not_fit_the_schema_is_refused_with_its_place()
    {
        using var study = new SmallStudy();
        study.Write("knowledge/symptom_links.tsv", Header + "glutamate_nmdaa\thypo\tcompulsivity\t3\tno\thypofunction\tOCD\tgupta2026\tour own pilot\tpaper\tn/a\n");
        var opened = Open(study);
        Assert.False(opened.HasValue);
        Assert.Contains(opened.Diagnostics, d => d.Code.StartsWith("E5", StringComparison.Ordinal) && d.Place.File!.EndsWith("symptom_links.tsv", StringComparison.Ordinal));
    }
}

using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

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
    public void The_result_names_the_row_that_mattered_and_what_it_moved()
    {
        using var study = new SmallStudy();
        using var output = new TemporaryFolder();
        study.Write("knowledge/symptom_links.tsv", Header
            + "glutamate_nmda\thypo\tanhedonia\t3\tno\thypofunction\tMDD\tgupta2026\tour own pilot\tpaper\tn/a\n"
            + "glutamate_nmda\thypo\tcompulsivity\t3\tno\thypofunction\tOCD\tgupta2026\tour own pilot\tpaper\tn/a\n");
        var person = Core.Identifiers.ParticipantId.Parse("01");
        Assert.Empty(StudyPipeline.RunParticipants(new() { StudyFolder = study.Folder, OutputFolder = output.Path, Participants = [person] }, _ => "", _ => { }).Value.Failed);
        var result = ResultJson.Read<PersonResult>(File.ReadAllText(new RunFolders(output.Path).FileOf("01", "result.json")));

        // Compulsivity was not rated, so its row takes no part.
        var effect = Assert.Single(result.OverlayEffects);
        Assert.Equal(("symptom_links", "glutamate_nmda", "symptom anhedonia"), (effect.Table, effect.PathwayId, effect.Through));
        Assert.True(effect.With > effect.Without + 0.005, $"{effect.With} {effect.Without}");
        Assert.Equal(result.Pathways.Single(p => p.Id == "glutamate_nmda").Posterior, effect.With);
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

using Etiogrid.Core.Diagnostics;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Tests;

/// <summary>A small invented study that tests change in one place at a time.</summary>
internal sealed class SmallStudy : IDisposable
{
    public const string Config = """
        schema: etiogrid/study/1
        name: Small
        research_use_only: true
        symptoms:
          anhedonia: {file: phenotype/symptoms.tsv, column: anhedonia, present_if: ">=1"}
        labs:
          crp: {file: phenotype/labs.tsv, column: crp_mg_l, unit: mg/l, log: true}
        normative: {fit_on: "group==control"}
        """;

    private readonly TemporaryFolder _folder = new();

    public SmallStudy()
    {
        Write("study.yaml", Config + "\n");
        Write("participants.tsv", "participant_id\tgroup\nsub-01\tpatient\nsub-02\tcontrol\nsub-03\tpatient\n");
        Write("phenotype/symptoms.tsv", "participant_id\tanhedonia\nsub-01\t1\nsub-02\t0\nsub-03\tn/a\n");
        Write("phenotype/labs.tsv", "participant_id\tcrp_mg_l\nsub-01\t2.5\nsub-02\t1.25\nsub-03\t7\n");
    }

    public static GeneralGrid Grid { get; } = KnowledgeBase.Load().BuildGrid();

    public string Folder => _folder.Path;

    public void Write(string file, string text) => _folder.Write(file, text);

    public Parsed<StudyConfig> ReadConfig() => StudyConfigReader.Read(_folder["study.yaml"], _folder.Path);

    public Parsed<StudyData> Read() => ReadConfig().Then(config => StudyReader.Read(config, Grid));

    public void Dispose() => _folder.Dispose();
}

using System.Globalization;
using System.Text;
using Etiogrid.Core.Identifiers;
using Etiogrid.Inference.Person;
using Etiogrid.Numerics.Random;
using Etiogrid.Studies.Composition;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Tests;

/// <summary>
/// Sixty people with 400 unlinked variants in 40 genes of ten variants each: the HPA axis has genes 0 to 9, NMDA receptors 8 to 19, the rest are free.
/// </summary>
internal sealed class GeneticStudy : IDisposable
{
    public const int People = 60;
    private const int Genes = 40;
    private const int PerGene = 10;

    private const string Head = """
        schema: etiogrid/study/1
        name: Genetic layer
        research_use_only: true
        symptoms:
          anhedonia: {file: symptoms.tsv, column: anhedonia, present_if: ">=1"}

        """;

    private readonly TemporaryFolder _folder = new();

    public GeneticStudy(double missing = 0)
    {
        var random = new Philox(3, 9);
        byte[][] dosages = [.. Enumerable.Range(0, People).Select(_ => Enumerable.Range(0, Genes * PerGene).Select(v => random.NextDouble() < missing ? (byte)3 : (byte)(Allele(random, v) + Allele(random, v))).ToArray())];
        File.WriteAllBytes(_folder["g.bed"], Bed(dosages));
        _folder.Write("g.bim", Lines(Genes * PerGene, v => $"1 rs{v} 0 {Position(v)} A G"));
        _folder.Write("g.fam", Lines(People, i => $"F {Label(i)} 0 0 0 -9"));
        _folder.Write("w.txt", Lines(Genes * PerGene, v => $"rs{v} A {random.NextNormal():R}"));
        _folder.Write("genes.txt", Lines(Genes, g => $"1 {Position(g * PerGene)} {Position((g * PerGene) + PerGene - 1)} G{g}"));
        _folder.Write("paths.gmt", $"hpa_axis\tna\t{Named(0, 10)}\nglutamate_nmda\tna\t{Named(8, 12)}\n");
        _folder.Write("cells.gmt", $"microglia\tna\t{Named(20, 8)}\nhpa_copy\tna\t{Named(0, 10)}\n");
        _folder.Write("pre.gmt", $"release\tna\t{Named(5, 10)}\n");
        _folder.Write("participants.tsv", "participant_id\tgroup\n" + Lines(People, i => $"{Label(i)}\tpatient"));
        _folder.Write("symptoms.tsv", "participant_id\tanhedonia\n" + Lines(People, i => $"{Label(i)}\t{i % 2}"));
    }

    public static string Label(int i) => string.Create(CultureInfo.InvariantCulture, $"sub-{i + 1:00}");

    public string Folder => _folder.Path;

    public void Write(string file, string text) => _folder.Write(file, text);

    /// <summary>Sets the study's configuration: more keys under <c>genetics</c>, and more sections.</summary>
    public GeneticStudy With(string genetics = "", string sections = "")
    {
        _folder.Write("study.yaml", Head + "genetics: {genotypes: g, weights: w.txt, genes: genes.txt, sets: paths.gmt, window_kb: [0, 0]" + genetics + "}\n" + sections + "\n");
        return this;
    }

    /// <summary>The study without genotypes.</summary>
    public GeneticStudy WithoutGenotypes(string sections)
    {
        _folder.Write("study.yaml", Head + sections + "\n");
        return this;
    }

    public Core.Diagnostics.Parsed<RunOutcome> TryRun(string output, params int[] people) => StudyPipeline.RunParticipants(
        new RunRequest { StudyFolder = Folder, OutputFolder = output, Participants = [.. people.Select(i => ParticipantId.Parse(Label(i)))] },
        _ => "",
        _ => { });

    /// <summary>Runs some people; their results in that order.</summary>
    public PersonResult[] Run(params int[] people)
    {
        using var output = new TemporaryFolder();
        var outcome = TryRun(output.Path, people);
        Assert.True(outcome.HasValue, string.Join('\n', outcome.Diagnostics));
        Assert.True(outcome.Value.Failed.Count == 0, string.Join('\n', outcome.Value.Findings));
        return [.. people.Select(i => ResultJson.Read<PersonResult>(File.ReadAllText(new RunFolders(output.Path).FileOf(Label(i)[4..], "result.json"))))];
    }

    /// <summary>Genetic rows and priors of some people without posteriors, which tests of priors need not wait for.</summary>
    public Measured[] Measure(params int[] people)
    {
        using var output = new TemporaryFolder();
        var request = new RunRequest { StudyFolder = Folder, OutputFolder = output.Path };
        var opened = StudyPipeline.Open(request).Value;
        var measures = StudyPipeline.MeasureEverybody(request, opened, _ => { }).Value;
        var layers = LayerComposer.Create(measures, opened.Grid).Value;
        var inputs = new InputsComposer(measures, opened.Grid, layers);
        var genetics = new GeneticComposer(measures, opened.Grid, layers);
        var builder = PersonModelBuilder.Create(opened.Grid, opened.Modifiers).Value;
        return [.. people.Select(i => measures.Of(ParticipantId.Parse(Label(i)))).Select(p =>
        {
            var model = builder.Build(inputs.Compose(p, new Dictionary<string, Core.Measures.Evidence>())).Value;
            return new Measured(genetics.Compose(p, model), model, opened.Study.Findings.Of(p.Id));
        })];
    }

    public static double Prior(PersonResult person, string pathway = "hpa_axis") => person.Pathways.Single(p => p.Id == pathway).Prior;

    /// <summary>The genetic row and the model of a person.</summary>
    internal sealed record Measured(GeneticResult? Genetics, PersonModel Model, IEnumerable<Core.Diagnostics.Diagnostic> Findings)
    {
        public EpigeneticResult Epigenetic => Genetics!.Epigenetics.Single();

        public double Prior(string pathway = "hpa_axis") => Model.Priors.Single(p => p.Pathway.Key == pathway).Causal;

        public double BaseRate(string pathway = "hpa_axis") => Model.Priors.Single(p => p.Pathway.Key == pathway).BaseRate;
    }

    public void Dispose() => _folder.Dispose();

    public static string Lines(int count, Func<int, FormattableString> line)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(line(i).ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.ToString();
    }

    private static byte Allele(Philox random, int variant) => (byte)(random.NextDouble() < 0.1 + (0.8 * (variant % 7) / 7) ? 1 : 0);

    public static int Position(int variant) => 1000 + (100 * variant) + (100_000 * (variant / PerGene));

    private static string Named(int first, int count) => string.Join('\t', Enumerable.Range(first, count).Select(g => string.Create(CultureInfo.InvariantCulture, $"G{g}")));

    /// <summary>Variant-major, two bits a person: 00 two copies of A, 10 one, 11 none, 01 missing (dosage 3 here).</summary>
    private static byte[] Bed(byte[][] dosages)
    {
        byte[] codes = [3, 2, 0, 1];
        int stride = (People + 3) / 4;
        byte[] bed = new byte[3 + (stride * Genes * PerGene)];
        (bed[0], bed[1], bed[2]) = (0x6C, 0x1B, 1);
        for (int v = 0; v < Genes * PerGene; v++)
        {
            for (int i = 0; i < People; i++)
            {
                bed[3 + (v * stride) + (i / 4)] |= (byte)(codes[dosages[i][v]] << (2 * (i % 4)));
            }
        }

        return bed;
    }
}

namespace Etiogrid.Acceptance;

/// <summary>Each kind of bad input, planted into a copy of the demo study: its code, its place, a fix; the others are still processed.</summary>
public sealed class BadInputTests(DemoFixture demo)
{
    public static TheoryData<string, int, string, string> PersonFaults { get; } = new()
    {
        { "decimal comma", 4, "E231", "labs.tsv" },
        { "listed twice", 4, "E223", "participants.tsv" },
        { "in one table only", 4, "E222", "labs.tsv" },
        { "recording without a region", 4, "E605", "timeseries" },
        { "recording with an empty column", 4, "E604", "timeseries" },
        { "empty recording", 4, "E102", "timeseries" },
        { "map with an unknown region", 4, "E251", "map" },
    };

    public static TheoryData<string, string, string> StudyFaults { get; } = new()
    {
        { "truncated genotypes", "E4", "study.bed" },
        { "wrong magic", "E4", "study.bed" },
        { "unknown key", "E202", "study.yaml" },
        { "atlas of other regions", "E244", "receptors" },
        { "empty table", "E102", "labs.tsv" },
        { "missing column", "E224", "labs.tsv" },
    };

    [Theory]
    [MemberData(nameof(PersonFaults))]
    public void A_person_with_bad_data_fails_and_the_others_are_computed(string fault, int exitCode, string code, string file)
    {
        using var copy = Copy();
        Plant(copy, fault);
        var run = CommandLine.Run(copy["study"], copy["out"], "participant", "--quiet");
        Assert.True(run.ExitCode == exitCode, run.Error + run.Output);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
        Assert.Matches(@"ok \d+/\d+, failed sub-", run.Output);
        Assert.True(Directory.GetFiles(copy["out"], "sub-*.html").Length >= 8);
        Assert.Empty(Directory.GetFiles(copy["out"], "*.tmp", SearchOption.AllDirectories));
    }

    [Theory]
    [MemberData(nameof(StudyFaults))]
    public void What_spoils_the_whole_study_computes_nothing(string fault, string code, string file)
    {
        using var copy = Copy();
        Plant(copy, fault);
        var run = CommandLine.Run(copy["study"], copy["out"], "participant", "--quiet");
        Assert.True(run.ExitCode == 3, run.Error + run.Output);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
        Assert.Contains("errors; first:", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(copy["out"]) && Directory.GetFiles(copy["out"], "*.html").Length > 0);
    }

    [Theory]
    [MemberData(nameof(PersonFaults))]
    public void Validation_finds_the_same_without_computing(string fault, int exitCode, string code, string file)
    {
        Assert.Equal(4, exitCode);
        using var copy = Copy();
        Plant(copy, fault);
        var run = CommandLine.Run("validate", copy["study"]);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(run.Output.Split('\n'), line => line.Contains(code, StringComparison.Ordinal) && line.Contains(file, StringComparison.Ordinal));
    }

    [Fact]
    public void A_good_study_validates_and_plans()
    {
        using var copy = Copy();
        var validate = CommandLine.Run("validate", copy["study"]);
        Assert.True(validate.ExitCode == 0, validate.Error);
        var plan = CommandLine.Run("plan", copy["study"], copy["out"]);
        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("sub-01", plan.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(copy["out"]));
    }

    [Theory]
    [InlineData(2, "demo", "--people", "3")]
    [InlineData(2, "no-such-verb")]
    [InlineData(2, "validate")]
    [InlineData(3, "validate", "/no/such/folder")]
    [InlineData(3, "grid", "infer", "--model", "/no/such/file.json")]
    public void A_wrong_command_line_ends_in_its_exit_code(int exitCode, params string[] arguments) =>
        Assert.Equal(exitCode, CommandLine.Run(arguments).ExitCode);

    [Theory]
    [InlineData("'demo'", "demoo")]
    [InlineData("STUDY OUT participant", "study", "out", "participent")]
    public void A_mistyped_verb_is_answered_with_the_nearest(string suggestion, params string[] arguments)
    {
        var run = CommandLine.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(suggestion, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Fourteen people of the demo: enough controls for a reference, quick to run.</summary>
    private TemporaryFolder Copy()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(demo.Study, "*", SearchOption.AllDirectories))
        {
            string target = folder[Path.Combine("study", Path.GetRelativePath(demo.Study, file))];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        string participants = folder["study/participants.tsv"];
        string[] lines = File.ReadAllLines(participants);
        int group = Array.IndexOf(lines[0].Split('\t'), "group");
        var patients = lines.Skip(1).Where(l => l.Split('\t')[group] == "patient").Take(3).ToList();
        var controls = lines.Skip(1).Where(l => l.Split('\t')[group] == "control").Take(11).ToList();
        File.WriteAllLines(participants, [lines[0], .. patients, .. controls]);
        KeepOnly(folder, [.. patients.Concat(controls).Select(l => l.Split('\t')[0])]);
        return folder;
    }

    private static void KeepOnly(TemporaryFolder folder, HashSet<string> people)
    {
        foreach (string table in Directory.GetFiles(folder["study/phenotype"], "*.tsv"))
        {
            string[] lines = File.ReadAllLines(table);
            File.WriteAllLines(table, [lines[0], .. lines.Skip(1).Where(l => people.Contains(l.Split('\t')[0]))]);
        }
    }

    private static void Plant(TemporaryFolder folder, string fault)
    {
        string labs = folder["study/phenotype/labs.tsv"];
        string participants = folder["study/participants.tsv"];
        string bed = folder["study/genotypes/study.bed"];
        string recording = First(folder, "*_timeseries.tsv.gz");
        switch (fault)
        {
            case "decimal comma":
                Edit(labs, lines => ReplaceFirstNumber(lines));
                break;
            case "listed twice":
                Edit(participants, lines => [.. lines, lines[1]]);
                break;
            case "in one table only":
                Edit(labs, lines => [.. lines, "sub-999" + lines[1][lines[1].IndexOf('\t', StringComparison.Ordinal)..]]);
                break;
            case "recording without a region":
                EditGzip(recording, lines => [.. lines.Select(l => l[..l.LastIndexOf('\t')])]);
                break;
            case "recording with an empty column":
                EditGzip(recording, lines => [lines[0], .. lines.Skip(1).Select(l => "n/a" + l[l.IndexOf('\t', StringComparison.Ordinal)..])]);
                break;
            case "empty recording":
                File.WriteAllBytes(recording, []);
                break;
            case "map with an unknown region":
                Edit(First(folder, "*_map.tsv"), lines => [lines[0], "nowhere" + lines[1][lines[1].IndexOf('\t', StringComparison.Ordinal)..], .. lines.Skip(2)]);
                break;
            case "truncated genotypes":
                File.WriteAllBytes(bed, File.ReadAllBytes(bed)[..^5]);
                break;
            case "wrong magic":
                byte[] bytes = File.ReadAllBytes(bed);
                bytes[0] = 0;
                File.WriteAllBytes(bed, bytes);
                break;
            case "unknown key":
                Edit(folder["study/code/study.yaml"], lines => [.. lines, "symptms: {}"]);
                break;
            case "atlas of other regions":
                Edit(First(folder, "receptors*.tsv"), lines => [lines[0], .. lines.Skip(1).Select((l, i) => i == 3 ? "nowhere" + l[l.IndexOf('\t', StringComparison.Ordinal)..] : l)]);
                break;
            case "empty table":
                File.WriteAllText(labs, "");
                break;
            case "missing column":
                Edit(labs, lines => [lines[0].Replace("crp", "crpx", StringComparison.Ordinal), .. lines.Skip(1)]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault.");
        }
    }

    private static string First(TemporaryFolder folder, string pattern)
    {
        var people = File.ReadAllLines(folder["study/participants.tsv"]).Skip(1).Select(l => l.Split('\t')[0]).ToHashSet();
        var files = Directory.GetFiles(folder["study"], pattern, SearchOption.AllDirectories).Order().ToList();
        return files.FirstOrDefault(f => people.Contains(Path.GetFileName(f).Split('_')[0])) ?? files[0];
    }

    private static string[] ReplaceFirstNumber(string[] lines)
    {
        int row = Array.FindIndex(lines, 1, l => l.Split('\t').Skip(1).Any(c => c.Contains('.', StringComparison.Ordinal)));
        string[] cells = lines[row].Split('\t');
        int column = Array.FindIndex(cells, 1, c => c.Contains('.', StringComparison.Ordinal));
        cells[column] = cells[column].Replace('.', ',');
        lines[row] = string.Join('\t', cells);
        return lines;
    }

    private static void Edit(string file, Func<string[], string[]> edit) => File.WriteAllText(file, string.Join('\n', edit(File.ReadAllLines(file))) + "\n");

    private static void EditGzip(string file, Func<string[], string[]> edit)
    {
        string text;
        using (var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress)))
        {
            text = reader.ReadToEnd();
        }

        using var writer = new StreamWriter(new System.IO.Compression.GZipStream(File.Create(file), System.IO.Compression.CompressionMode.Compress));
        writer.Write(string.Join('\n', edit(text.TrimEnd('\n').Split('\n'))) + "\n");
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Studies.Ledger;

/// <summary>
/// A folder that remembers what outcomes taught: <c>ledger.jsonl</c> (one entry a version, each holding the hash of the entry before),
/// <c>head.json</c> (hash of the last entry), <c>versions/</c> (parameters) and <c>contributions/</c> (data, named by hash). Nothing is ever
/// changed or deleted: going back and taking a contribution out are new versions, computed from the contributions that stay as if the
/// other had never been there. The data of a contribution that the latest version does not rest on may be erased by hand. Opening checks every hash; E712 with file and line where one does not match.
/// </summary>
public sealed class LearningLedger
{
    private const string Start = "start";
    private const string ContributionFolder = "contributions";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly List<LedgerEntry> _entries = [];
    private readonly List<string> _hashes = [];

    private LearningLedger(string folder) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>All entries, version 1 first.</summary>
    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>SHA-256 of each entry's line.</summary>
    public IReadOnlyList<string> Hashes => _hashes;

    private string LedgerFile => Path.Combine(Folder, "ledger.jsonl");

    private string HeadFile => Path.Combine(Folder, "head.json");

    /// <summary>Opens and checks a ledger.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="create">True to begin an empty one where there is none.</param>
    public static Parsed<LearningLedger> Open(string folder, bool create)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var ledger = new LearningLedger(folder);
        if (!File.Exists(ledger.LedgerFile))
        {
            return File.Exists(ledger.HeadFile) ? Broken<LearningLedger>(ledger.LedgerFile, 1, "The ledger is missing, its head is not", null)
                : create ? Parsed.Of(ledger)
                : Parsed.Failed<LearningLedger>(Diagnostic.Error("E101", "The folder holds no ledger", new Place(ledger.LedgerFile), null, "a folder written by: etiogrid grid learn", "Check --ledger"));
        }

        return ledger.ReadEntries().Then(_ => ledger.CheckHead()).Then(_ => ledger.CheckFiles()).Select(_ => ledger);
    }

    /// <summary>Learns from one more contribution and appends the new version.</summary>
    public Parsed<LedgerVersion> Learn(GeneralGrid grid, TrialContribution contribution, string contributor, LearningOptions options)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(contribution);
        var active = Active();
        if (active.Any(a => a.Id == contribution.Id))
        {
            return Parsed.Failed<LedgerVersion>(Diagnostic.Error("E713", "The ledger already rests on a contribution of this name", new Place(LedgerFile), contribution.Id, "a new name", $"Name it with --contribution, or take the old one out first: grid revert --ledger {Folder} --remove {contribution.Id}"));
        }

        string text = ContributionFile.Write(contribution, Pathways(grid));
        string hash = Hash(text);
        AtomicFile.WriteText(ContributionPath(hash), text);
        return Append(grid, "learn", contribution.Id, contributor, hash, [.. active, new(contribution.Id, hash)], options);
    }

    /// <summary>Appends a version that rests on what an earlier version rested on.</summary>
    public Parsed<LedgerVersion> RevertTo(GeneralGrid grid, int version, LearningOptions options)
    {
        string name = version.ToString(CultureInfo.InvariantCulture);
        return version >= 0 && version <= _entries.Count
            ? Append(grid, "revert", name, "", "", version == 0 ? [] : _entries[version - 1].Active, options)
            : Parsed.Failed<LedgerVersion>(Diagnostic.Error("E713", "The ledger has no such version", new Place(LedgerFile), name, $"0 (the literature) to {_entries.Count}"));
    }

    /// <summary>Appends a version without a contribution, computed as if it had never been there.</summary>
    public Parsed<LedgerVersion> Remove(GeneralGrid grid, string contribution, LearningOptions options)
    {
        var active = Active();
        if (active.Any(a => a.Id == contribution))
        {
            return Append(grid, "remove", contribution, "", "", [.. active.Where(a => a.Id != contribution)], options);
        }

        string? near = NearestName.Among(contribution, active.Select(a => a.Id));
        return Parsed.Failed<LedgerVersion>(Diagnostic.Error("E713", "The latest version rests on no such contribution", new Place(LedgerFile), contribution, active.Count == 0 ? "none is active" : string.Join(", ", active.Select(a => a.Id)), near is null ? null : $"Did you mean {near}?"));
    }

    /// <summary>The parameters of a version; null = the latest, 0 = the literature.</summary>
    public Parsed<LedgerVersion> Read(int? version, GeneralGrid literature)
    {
        ArgumentNullException.ThrowIfNull(literature);
        int wanted = version ?? _entries.Count;
        if (wanted < 0 || wanted > _entries.Count)
        {
            return Parsed.Failed<LedgerVersion>(Diagnostic.Error("E713", "The ledger has no such version", new Place(LedgerFile), wanted.ToString(CultureInfo.InvariantCulture), $"0 (the literature) to {_entries.Count}"));
        }

        return wanted == 0 ? Parsed.Of(new LedgerVersion(0, LearnedParameters.None))
            : CheckGrid(literature).Then(_ => ParameterFile.Read(VersionPath(wanted))).Select(p => new LedgerVersion(wanted, p));
    }

    private IReadOnlyList<LedgerEntry.Contribution> Active() => _entries.Count == 0 ? [] : _entries[^1].Active;

    private Parsed<LedgerVersion> Append(GeneralGrid grid, string action, string subject, string contributor, string dataHash, IReadOnlyList<LedgerEntry.Contribution> active, LearningOptions options) =>
        CheckGrid(grid).Then(_ => Contributions(grid, active)).Then(trials => Read(null, grid).Select(parent =>
        {
            var learned = OutcomeLearning.Fit(grid, trials, options);
            string text = ParameterFile.ToTsv(learned);
            int version = _entries.Count + 1;
            AtomicFile.WriteText(VersionPath(version), text);
            var entry = new LedgerEntry(
                version, version - 1, _hashes.Count == 0 ? Start : _hashes[^1], action, subject, contributor, dataHash, grid.Sha256,
                [.. active.OrderBy(a => a.Id, StringComparer.Ordinal)], Hash(text),
                [.. learned.Trials.Select(t => new LedgerEntry.Trial(t.Id, t.People, t.Exchangeable, t.Persistence))],
                [.. Deltas(parent.Parameters, learned)]);
            string line = JsonSerializer.Serialize(entry, Json);
            string before = File.Exists(LedgerFile) ? File.ReadAllText(LedgerFile) : "";
            AtomicFile.WriteText(LedgerFile, before + line + "\n");
            AtomicFile.WriteText(HeadFile, JsonSerializer.Serialize(new { version, sha256 = Hash(line) }, Json) + "\n");
            _entries.Add(entry);
            _hashes.Add(Hash(line));
            return new LedgerVersion(version, learned);
        }));

    /// <summary>Parameters that left or changed or came, in order of kind and key.</summary>
    private static IEnumerable<LedgerEntry.Delta> Deltas(LearnedParameters before, LearnedParameters after)
    {
        var old = before.Values.ToDictionary(v => v.Id);
        var now = after.Values.ToDictionary(v => v.Id);
        foreach (var id in old.Keys.Union(now.Keys).Order())
        {
            var (was, value) = (old.GetValueOrDefault(id), now.GetValueOrDefault(id));
            double literature = (was ?? value)!.LiteratureMean;
            double mean = value?.Mean ?? literature;
            double change = mean - (was?.Mean ?? literature);
            if (change != 0)
            {
                yield return new(ParameterFile.NameOf(id.Kind) + ":" + id.Key, mean, value?.Sd ?? was!.LiteratureSd, change);
            }
        }
    }

    private Parsed<IReadOnlyList<TrialContribution>> Contributions(GeneralGrid grid, IReadOnlyList<LedgerEntry.Contribution> active)
    {
        string[] pathways = Pathways(grid);
        var trials = new List<TrialContribution>();
        var bag = new DiagnosticBag();
        foreach (var a in active)
        {
            string path = ContributionPath(a.Sha256);
            if (!File.Exists(path))
            {
                bag.Add(Diagnostic.Error("E713", "The version rests on a contribution whose data were erased", new Place(path), a.Id, "a version without it", "Learn from it again, or go back to another version"));
                continue;
            }

            var read = ContributionFile.Read(File.ReadAllText(path), path, pathways);
            bag.AddRange(read.Diagnostics);
            if (read.TryGetValue(out var trial))
            {
                trials.Add(trial);
            }
        }

        return bag.Finish<IReadOnlyList<TrialContribution>>(() => trials);
    }

    private Parsed<bool> CheckGrid(GeneralGrid grid)
    {
        int at = _entries.FindIndex(e => e.GridSha256 != grid.Sha256);
        return at < 0 ? Parsed.Of(true) : Parsed.Failed<bool>(Diagnostic.Error("E713", "The ledger belongs to another general grid", new Place(LedgerFile, at + 1, "grid_sha256"), _entries[at].GridSha256, grid.Sha256, "Use the tables (and --include-unverified) it was begun with, or begin a new ledger"));
    }

    private Parsed<bool> ReadEntries()
    {
        string expected = Start;
        int number = 0;
        foreach (string line in File.ReadLines(LedgerFile))
        {
            number++;
            LedgerEntry? entry = null;
            try
            {
                entry = JsonSerializer.Deserialize<LedgerEntry>(line, Json);
            }
            catch (JsonException)
            {
                // Said below with its line.
            }

            if (entry is null || entry.Version != number || entry.Active is null || entry.PrevSha256 != expected || JsonSerializer.Serialize(entry, Json) != line)
            {
                return Broken<bool>(LedgerFile, number, "An entry does not follow from the one before it", expected);
            }

            expected = Hash(line);
            _entries.Add(entry);
            _hashes.Add(expected);
        }

        return Parsed.Of(true);
    }

    /// <summary>The head holds the last entry's hash: a changed or removed last line shows.</summary>
    private Parsed<bool> CheckHead()
    {
        string head = File.Exists(HeadFile) ? File.ReadAllText(HeadFile) : "";
        string expected = _hashes.Count == 0 ? "" : JsonSerializer.Serialize(new { version = _entries.Count, sha256 = _hashes[^1] }, Json) + "\n";
        return head == expected && head.Length > 0 ? Parsed.Of(true) : Broken<bool>(LedgerFile, Math.Max(1, _entries.Count), "The last entry is not the one that head.json names", null);
    }

    private Parsed<bool> CheckFiles()
    {
        var files = _entries.SelectMany(e => e.Active.Select(a => (Path: ContributionPath(a.Sha256), a.Sha256)).Append((VersionPath(e.Version), e.ParametersSha256)));
        var needed = Active().Select(a => ContributionPath(a.Sha256)).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, hash) in files.Distinct())
        {
            bool erasable = Path.GetDirectoryName(path) == Path.Combine(Folder, ContributionFolder) && !needed.Contains(path);
            if (erasable && !File.Exists(path))
            {
                continue;
            }

            if (!File.Exists(path) || InputFile.Sha256(path) != hash)
            {
                return Broken<bool>(path, null, File.Exists(path) ? "The file is not the one that the ledger names" : "A file of the ledger is missing", hash);
            }
        }

        return Parsed.Of(true);
    }

    private static Parsed<T> Broken<T>(string file, long? row, string message, string? expected) =>
        Parsed.Failed<T>(Diagnostic.Error("E712", message, new Place(file, row), null, expected is null ? null : $"the SHA-256 {expected}", "Restore the ledger from a copy; it was changed outside the program"));

    private static string[] Pathways(GeneralGrid grid) => [.. grid.Pathways.Select(p => p.Id.Key)];

    private string ContributionPath(string hash) => Path.Combine(Folder, ContributionFolder, hash + ".json");

    private string VersionPath(int version) => Path.Combine(Folder, "versions", string.Create(CultureInfo.InvariantCulture, $"v{version:0000}_parameters.tsv"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

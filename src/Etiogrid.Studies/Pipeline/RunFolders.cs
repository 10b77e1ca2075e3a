namespace Etiogrid.Studies.Pipeline;

/// <summary>Where a run writes.</summary>
/// <param name="root">Output folder.</param>
public sealed class RunFolders(string root)
{
    /// <summary>Output folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Logs: configuration, run table, citations.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Append-only, hash-linked log of runs.</summary>
    public string Audit => Path.Combine(Logs, "audit.jsonl");

    /// <summary>Cohort tables.</summary>
    public string Group => Path.Combine(Root, "group");

    /// <summary>Cache of measures.</summary>
    public string Cache => Path.Combine(Root, "work", "cache");

    /// <summary>The page of a person.</summary>
    public string PageOf(string participant) => Path.Combine(Root, $"sub-{participant}.html");

    /// <summary>A file of a person.</summary>
    public string FileOf(string participant, string suffix) => Path.Combine(Root, $"sub-{participant}", $"sub-{participant}_{suffix}");
}

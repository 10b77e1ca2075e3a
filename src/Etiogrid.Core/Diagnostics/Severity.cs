namespace Etiogrid.Core.Diagnostics;

/// <summary>How much a finding about input data weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing was left out because of it.</summary>
    Note,

    /// <summary>Something was left out or treated specially; results without it are valid.</summary>
    Warning,

    /// <summary>The item (a file, a row, a person) cannot be used.</summary>
    Error,
}

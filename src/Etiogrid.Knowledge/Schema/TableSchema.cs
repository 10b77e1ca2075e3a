namespace Etiogrid.Knowledge.Schema;

/// <summary>The columns of a knowledge table and which of them identify a row.</summary>
/// <param name="Name">Name of the table and of its file.</param>
/// <param name="Meaning">What one row says.</param>
/// <param name="Key">Columns that together identify a row.</param>
/// <param name="Columns">All columns, in file order; source, locator, verification and note last where the rows are claims.</param>
public sealed record TableSchema(string Name, string Meaning, IReadOnlyList<string> Key, IReadOnlyList<ColumnSchema> Columns)
{
    /// <summary>True when each row names its source and verification.</summary>
    public bool HasClaims => Columns.Any(c => c.Name == "verification");
}

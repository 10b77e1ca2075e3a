namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>The claims of one kind on a page.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Columns">Headings of the cells.</param>
/// <param name="Rows">Claims, read ones and weighty ones first.</param>
internal sealed record StatementGroup(string Title, string[] Columns, IReadOnlyList<Statement> Rows)
{
    public static StatementGroup Of(string title, string[] columns, IEnumerable<Statement> rows) =>
        new(title, columns, [.. rows.OrderByDescending(r => r.Claim.IsVerified).ThenByDescending(r => r.Weight)]);
}

using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A publication, page or repository that rows are taken from.</summary>
/// <param name="Key">Key.</param>
/// <param name="Citation">Authors and title.</param>
/// <param name="Journal">Journal or publisher; empty where unknown.</param>
/// <param name="Year">Year; empty where unknown.</param>
/// <param name="Doi">Digital object identifier; empty where unknown.</param>
/// <param name="Pmid">PubMed id; empty where unknown.</param>
/// <param name="Address">Page or repository that was read; empty where none.</param>
/// <param name="ReadAs">paper, page, repository, memory (not read) or own.</param>
/// <param name="WhereRead">Which part was read.</param>
/// <param name="Rights">Licence or terms.</param>
public sealed record SourceRow(
    SourceKey Key,
    string Citation,
    string Journal,
    string Year,
    string Doi,
    string Pmid,
    string Address,
    string ReadAs,
    string WhereRead,
    string Rights)
{
    internal static SourceRow Parse(RowReader row) => new(
        new(row.Text("source")),
        row.Text("citation"),
        row.Text("journal"),
        row.Text("year"),
        row.Text("doi"),
        row.Text("pmid"),
        row.Text("address"),
        row.Text("read_as"),
        row.Text("where_read"),
        row.Text("rights"));
}

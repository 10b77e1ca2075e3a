using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>The run: versions, hashes, seed, and the command that repeats it.</summary>
internal static class ProvenanceTable
{
    /// <summary>Writes the command and the table.</summary>
    public static void Write(HtmlWriter html, RunInfo run)
    {
        using (html.Open("pre", ("tabindex", "0"), ("aria-label", "Command that repeats this run")))
        {
            html.Element("code", run.Command);
        }

        DataTable.Write(html, "Run", [new("Item"), new("Value")],
        [
            ["Program", "Etiogrid " + run.ProgramVersion],
            ["Run", run.RunId],
            ["Seed", run.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            ["General grid", $"{run.GridVersion}, sha256 {run.GridSha256}"],
            ["Configuration", $"sha256 {run.ConfigSha256}"],
        ]);
    }
}

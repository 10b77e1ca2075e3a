using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Palettes;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>The person's map, region by region, and connectivity between networks.</summary>
internal static class BrainSection
{
    private static readonly IReadOnlyList<Column> RegionColumns = [new("Region"), new("Side"), new("Network"), new("Value", true), new("z", true)];
    private static readonly IReadOnlyList<Column> GraphColumns = [new("Graph metric"), new("Value", true), new("Reference", true), new("z", true)];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var brain = view.Person.Brain;
        if (brain is null || (brain.Regions.Count == 0 && brain.NetworkNames.Count == 0 && brain.Graph.Count == 0))
        {
            PageSection.Absent(html, "brain", "Brain", "No imaging and no connectivity of this person.");
            return;
        }

        using (PageSection.Open(html, "brain", "Brain", brain.Regions.Count == 0 ? null : $"{Printed.Sentence(brain.MapName)}, deviation z. Reference: {brain.MapReference.TrimEnd('.')}."))
        {
            WriteRegions(html, brain);
            WriteNetworks(html, brain);
            ReadingGuide.Write(
                html,
                "each dot is a region at its own coordinates, coloured by its deviation z; faint dots lie on the far side of the hemisphere. The outline is drawn around the regions, not from a template.",
                "neighbouring regions and both hemispheres deviate the same way.",
                "single strong dots: noise, motion or a region that was hard to see.",
                "compare with the receptor maps below; a map alone names no pathway.");
        }
    }

    private static void WriteRegions(HtmlWriter html, BrainResult brain)
    {
        if (brain.Regions.Count == 0)
        {
            html.Element("p", "No regional map.", ("class", "absent"));
            return;
        }

        BrainFigure.Write(html, brain);
        ScaleLegend.Diverging(html, DivergingScale.ZScore, "z", 1);
        int undrawn = brain.Regions.Count(r => r.Centre is null || !double.IsFinite(r.Z));
        if (undrawn > 0)
        {
            html.Element("p", $"{Printed.Count(undrawn)} of {Printed.Count(brain.Regions.Count)} regions have no coordinates or no value and are in the table only.", ("class", "small mute"));
        }

        DataTable.Behind(html, $"Numbers: {Printed.Count(brain.Regions.Count)} regions", RegionColumns, brain.Regions.Select(Row));
    }

    private static void WriteNetworks(HtmlWriter html, BrainResult brain)
    {
        if (brain.NetworkNames.Count == 0 && brain.Graph.Count == 0)
        {
            html.Element("p", "No connectivity between networks of this person.", ("class", "absent"));
            return;
        }

        using (html.Open("div", ("class", "pair")))
        {
            if (brain.NetworkNames.Count > 0)
            {
                using (html.Open("div"))
                {
                    html.Element("h3", "Between networks, z");
                    NetworkMatrixFigure.Write(html, brain.NetworkNames, brain.NetworkZ);
                }
            }

            if (brain.Graph.Count > 0)
            {
                using (html.Open("div"))
                {
                    html.Element("h3", "Whole graph");
                    DataTable.Write(html, "Graph metrics", GraphColumns, brain.Graph.Select(Row));
                }
            }
        }
    }

    private static List<string> Row(RegionValue r) =>
        [r.Name, r.Hemisphere.ToString(), r.Network ?? "–", Printed.Significant(r.Value), Printed.Signed(r.Z, 2)];

    private static List<string> Row(GraphMetricResult g) =>
        [g.Name, Printed.Significant(g.Value), Printed.Significant(g.ReferenceMean), Printed.Signed(g.Z, 2)];
}

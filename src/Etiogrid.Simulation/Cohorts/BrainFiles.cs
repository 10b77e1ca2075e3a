using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Etiogrid.Core.Measures;
using Etiogrid.Core.Regions;
using Etiogrid.Files;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Region geometry, atlas maps, anatomical maps and time series. The anatomical map and the connectivity strength map of a
/// person both have Spearman correlations c z_t with the atlas maps, z_t the person's true co-localisation z, c one constant
/// for the cohort near 1/sqrt(regions), the chance spread of such a correlation; and the mean connectivity within and the
/// mean strength of a network both follow the z of the network's marker.
/// </summary>
internal static class BrainFiles
{
    public const string Geometry = "atlases/atlas-simulated_dseg.tsv";
    public const string Receptors = "atlases/receptors.tsv";
    public const string NetworkStrength = "network_strength";

    /// <summary>Spread of a network marker's z on the scale of mean within-network correlations.</summary>
    private const double WithinNetworkMean = 0.45;
    private const double WithinNetworkSd = 0.03;

    /// <summary>Mean and spread over regions of a region's mean correlation with the others; the spread decides how well half a recording repeats the whole.</summary>
    private const double MeanStrength = 0.3;
    private const double StrengthSd = 0.065;

    /// <summary>Largest deviation of a region's mean correlation, in <see cref="StrengthSd"/>.</summary>
    private const double Bound = 2.5;

    /// <summary>Share of a map's variance that prescribed correlations may use at most.</summary>
    private const double MostExplained = 0.9;

    public static string MapOf(string label) => $"derivatives/maps/sub-{label}/anat/sub-{label}_desc-deviation_map.tsv";

    public static string TimeSeriesOf(string label) => $"derivatives/parcellated/sub-{label}/ses-1/func/sub-{label}_ses-1_task-rest_seg-Simulated_timeseries.tsv.gz";

    /// <summary>Writes everything; returns the largest deviation of a time series from its prescription, in units of strength.</summary>
    public static double Write(SimulatedCohort cohort, Absence absence, StudyFolder study)
    {
        WriteGeometry(cohort, study);
        var plan = new BrainPlan(cohort);
        double[] errors = new double[cohort.People.Count];
        Parallel.For(0, errors.Length, CohortSampler.ThreadsOf(cohort.Design), n =>
        {
            var person = cohort.People[n];
            if (!absence.LacksMap(person))
            {
                study.Text(MapOf(person.Label), MapText(cohort.Parcellation, plan.AnatomicalMap(person)));
            }

            if (!absence.LacksTimeSeries(person))
            {
                study.Gzip(TimeSeriesOf(person.Label), SeriesText(cohort.Parcellation, plan.TimeSeries(person, out errors[n])));
            }
        });
        foreach (string pipeline in new[] { "maps", "parcellated" })
        {
            study.Json($"derivatives/{pipeline}/dataset_description.json", new()
            {
                ["Name"] = "Simulated " + pipeline,
                ["BIDSVersion"] = "1.9.0",
                ["DatasetType"] = "derivative",
                ["GeneratedBy"] = new JsonArray(new JsonObject { ["Name"] = "etiogrid simulate cohort", ["Description"] = "Simulated; no image was processed." }),
            });
        }

        study.Json("derivatives/parcellated/timeseries.json", new() { ["RepetitionTime"] = 2.0, ["Description"] = "Simulated signal, arbitrary units, one column a region." });
        return errors.Max();
    }

    private static void WriteGeometry(SimulatedCohort cohort, StudyFolder study)
    {
        var geometry = new Table("index", "name", "hemisphere", "x_mni", "y_mni", "z_mni", "network");
        var receptors = new Table(["name", .. cohort.Atlas.Names]);
        for (int i = 0; i < cohort.Parcellation.Regions.Count; i++)
        {
            var region = cohort.Parcellation.Regions[i];
            var centre = region.Centre!.Value;
            geometry.Add(i + 1, region.Name, region.Hemisphere == Hemisphere.Left ? "L" : "R", centre.X, centre.Y, centre.Z, region.Network);
            // A positive scale such as binding potentials have; 6 decimals keep the correlations to 1e-7.
            receptors.Add([region.Name, .. cohort.Atlas.Maps.Row(i).ToArray().Select(v => (object?)Math.Round(5 + v, 6))]);
        }

        study.Table(Geometry, geometry);
        study.Table(Receptors, receptors);
    }

    private static string MapText(Parcellation parcellation, double[] map)
    {
        var table = new Table("region", "value");
        for (int i = 0; i < map.Length; i++)
        {
            table.Add(parcellation.Regions[i].Name, Math.Round(map[i], 6));
        }

        return table.ToTsv();
    }

    private static string SeriesText(Parcellation parcellation, Matrix series)
    {
        var text = new StringBuilder();
        text.AppendJoin('\t', parcellation.Regions.Select(r => r.Name)).Append('\n');
        double scale = 12 * Math.Sqrt(series.Columns);
        for (int t = 0; t < series.Columns; t++)
        {
            for (int i = 0; i < series.Rows; i++)
            {
                text.Append(i == 0 ? "" : "\t").Append((500 + (scale * series[i, t])).ToString("F2", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What all people's maps share: patterns, constants, shapers.</summary>
    private sealed class BrainPlan
    {
        private readonly SimulatedCohort _cohort;
        private readonly MapShaper _anatomy;
        private readonly MapShaper _strength;
        private readonly TimeSeriesShaper _series;
        private readonly double _scale;
        private readonly int[] _markerOfNetwork;

        public BrainPlan(SimulatedCohort cohort)
        {
            _cohort = cohort;
            _series = new([.. cohort.Parcellation.Regions.Select(r => r.Network!)], cohort.Design.Volumes);
            _markerOfNetwork = MarkersOfNetworks();
            _anatomy = new(cohort.Parcellation, cohort.Atlas.Maps);
            _strength = new(cohort.Parcellation, cohort.Atlas.Maps, Networks());
            double most = cohort.People.Max(p => Math.Max(_anatomy.Explained(p.AtlasZ), _strength.Explained(StrengthZ(p))));
            _scale = Math.Min(1 / Math.Sqrt(cohort.Parcellation.Regions.Count), Math.Sqrt(MostExplained / most));
        }

        public double[] AnatomicalMap(SimulatedPerson person) =>
            _anatomy.Shape(Scaled(person.AtlasZ), Philox.For(_cohort.Design.Seed, person.Label, "anatomical map"));

        public Matrix TimeSeries(SimulatedPerson person, out double largestError)
        {
            var random = Philox.For(_cohort.Design.Seed, person.Label, "time series");
            double[] map = _strength.Shape(Scaled(StrengthZ(person)), random);
            int regions = map.Length;
            // Bounded, because no set of weights makes a region's mean correlation 0.6; monotone, so ranks are those of the map.
            double[] strengths = [.. map.Select(m => regions * (MeanStrength + (StrengthSd * Bound * Elementary.Tanh(m / Bound))))];
            double[] within = [.. _markerOfNetwork.Select(m => m < 0 ? double.NaN : WithinNetworkMean + (WithinNetworkSd * person.MarkerZ[m]))];
            return _series.Shape(strengths, within, random, out largestError);
        }

        private double[] Scaled(double[] z) => [.. z.Select(v => _scale * v)];

        /// <summary>z of the patterns of the strength map: atlas maps, then networks with a marker.</summary>
        private double[] StrengthZ(SimulatedPerson person) =>
            [.. person.AtlasZ, .. _markerOfNetwork.Where(m => m >= 0).Select(m => person.MarkerZ[m])];

        /// <summary>One a network: its marker, or -1. Indicators of all networks add up to a constant, so one always goes without.</summary>
        private int[] MarkersOfNetworks()
        {
            int[] markers = [.. _series.NetworkNames.Select(network => _cohort.Grid.Markers.ToList().FindIndex(m => m.Modality == Modality.Connectome && m.Measure == NetworkStrength && m.Target == network))];
            if (markers.All(m => m >= 0))
            {
                markers[^1] = -1;
            }

            return markers;
        }

        private Matrix? Networks()
        {
            string[] networks = [.. _series.NetworkNames.Where((_, g) => _markerOfNetwork[g] >= 0)];
            var regions = _cohort.Parcellation.Regions;
            var indicators = new Matrix(regions.Count, networks.Length);
            for (int i = 0; i < regions.Count; i++)
            {
                for (int g = 0; g < networks.Length; g++)
                {
                    indicators[i, g] = regions[i].Network == networks[g] ? 1 : 0;
                }
            }

            return networks.Length == 0 ? null : indicators;
        }
    }
}

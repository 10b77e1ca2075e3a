using Etiogrid.Connectome.Motion;
using Etiogrid.Connectome.Recordings;

namespace Etiogrid.Connectome.Tests.Recordings;

public sealed class DerivativeFolderTests
{
    [Fact]
    public void Recordings_are_joined_with_the_tables_of_the_same_run_only()
    {
        using var folder = new TemporaryFolder();
        string func = "sub-01/ses-a/func/";
        string first = folder.Write(func + "sub-01_ses-a_task-rest_run-1_space-MNI152NLin2009cAsym_seg-4S156Parcels_stat-mean_timeseries.tsv", "A\n1\n");
        folder.Write(func + "sub-01_ses-a_task-rest_run-1_space-MNI152NLin2009cAsym_seg-4S156Parcels_stat-mean_timeseries.json", "{\"RepetitionTime\": 1.5}");
        string confounds = folder.Write(func + "sub-01_ses-a_task-rest_run-1_desc-confounds_timeseries.tsv", "csf\n1\n");
        string motion = folder.Write(func + "sub-01_ses-a_task-rest_run-1_motion.tsv", "framewise_displacement\tframewise_displacement_filtered\n0\t0\n0.2\t0.1\n");
        string outliers = folder.Write(func + "sub-01_ses-a_task-rest_run-1_outliers.tsv", "framewise_displacement\n0\n1\n");
        folder.Write(func + "sub-01_ses-a_task-rest_run-2_atlas-Glasser_timeseries.tsv.gz", "");
        folder.Write(func + "sub-01_ses-a_task-rest_run-2_desc-preproc_bold.json", "{\"RepetitionTime\": 2}");
        var found = DerivativeFolder.Find(folder.Path);
        Assert.Equal(2, found.Count);
        Assert.Equal(new DerivativeRecording(first, "01", "a", "rest", "1", "4S156Parcels", confounds, motion, outliers, 1.5), found[0]);
        Assert.Equal(("2", "Glasser", null, null, null, 2.0), (found[1].Run, found[1].Atlas, found[1].Confounds, found[1].Motion, found[1].Outliers, found[1].RepetitionTimeSeconds!.Value));
    }

    [Fact]
    public void Motion_comes_from_parameters_where_they_are_and_from_ready_displacement_where_not()
    {
        using var folder = new TemporaryFolder();
        string parameters = folder.Write("c.tsv", "rot_x\trot_y\trot_z\ttrans_x\ttrans_y\ttrans_z\tframewise_displacement\n0\t0\t0\t0\t0\t0\tn/a\n0.01\t0\t0\t0\t1\t0\t99\n");
        var read = MotionTable.Read(parameters).Value;
        NumericAssert.AllClose([0, 1.5], read.Power, 1e-14);
        Assert.NotNull(read.Jenkinson);
        var ready = MotionTable.Read(folder.Write("m.tsv", "framewise_displacement\trmsd\nn/a\tn/a\n0.25\t0.1\n")).Value;
        Assert.Equal([0, 0.25], ready.Power);
        Assert.Equal([0, 0.1], ready.Jenkinson ?? []);
        Assert.Equal("E667", Assert.Single(MotionTable.Read(folder.Write("n.tsv", "csf\twhite\n1\t2\n")).Diagnostics).Code);
        Assert.Equal("E668", Assert.Single(MotionTable.Read(folder.Write("o.tsv", "framewise_displacement\tx\n0\t1\n0\t1\nn/a\t1\n")).Diagnostics).Code);
    }
}

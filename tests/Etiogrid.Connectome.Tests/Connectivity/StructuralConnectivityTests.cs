using Etiogrid.Connectome.Connectivity;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Tests.Connectivity;

public sealed class StructuralConnectivityTests
{
    private static readonly Matrix Counts = new(3, 3, [0, 12, 0, 12, 0, 30, 0, 30, 0]);

    [Fact]
    public void Density_is_streamlines_over_the_mean_volume_and_length()
    {
        NumericAssert.AllClose([0, 3, 0, 3, 0, 5, 0, 5, 0], StructuralConnectivity.Density(Counts, [2, 6, 6]).Values, 1e-15);
        var lengths = new Matrix(3, 3, [0, 10, 0, 10, 0, 50, 0, 50, 0]);
        NumericAssert.AllClose([0, 0.3, 0, 0.3, 0, 0.1, 0, 0.1, 0], StructuralConnectivity.Density(Counts, [2, 6, 6], lengths).Values, 1e-15);
        Assert.Throws<ArgumentException>(() => StructuralConnectivity.Density(Counts, [1, 0, 1]));
        NumericAssert.Close(Math.Log(13), StructuralConnectivity.Logarithm(Counts)[0, 1], 1e-15);
        Assert.Equal(0.4, StructuralConnectivity.PerLargest(Counts)[0, 1]);
        Assert.Equal(0, StructuralConnectivity.PerLargest(new Matrix(2, 2))[0, 1]);
    }

    [Fact]
    public void A_consensus_keeps_what_enough_people_have_with_the_mean_of_those_who_have_it()
    {
        var other = new Matrix(3, 3, [0, 4, 9, 4, 0, 0, 9, 0, 0]);
        NumericAssert.AllClose([0, 8, 0, 8, 0, 0, 0, 0, 0], StructuralConnectivity.Consensus([Counts, other], 0.6).Values, 1e-15);
        NumericAssert.AllClose([0, 8, 9, 8, 0, 30, 9, 30, 0], StructuralConnectivity.Consensus([Counts, other], 0.5).Values, 1e-15);
    }

    [Fact]
    public void Coupling_is_the_rank_correlation_over_a_regions_own_connections()
    {
        var structure = new Matrix(5, 5);
        var function = new Matrix(5, 5);
        for (int j = 1; j < 5; j++)
        {
            (structure[0, j], structure[j, 0]) = (j, j);
            (function[0, j], function[j, 0]) = (j * j * j, j * j * j);
        }

        (structure[0, 4], function[0, 4]) = (0, -100); // not connected: its function does not count
        var found = StructuralConnectivity.Coupling(structure, function);
        NumericAssert.Close(1, found[0].Coupling, 1e-12);
        Assert.Equal(3, found[0].Connections);
        Assert.True(double.IsNaN(found[1].Coupling));
        Assert.Equal(1, found[1].Connections);
    }
}

using Etiogrid.Inference.Networks;
using Etiogrid.Knowledge;

namespace Etiogrid.Inference.Tests.Networks;

public sealed class PropagationNetworkTests
{
    private static readonly PropagationNetwork Network = PropagationNetwork.Of(KnowledgeBase.Load(), false);

    private static int Node(string name) => Network.Network.IndexOf(name);

    private static IReadOnlyList<double> After(BayesianNetwork network, string node) =>
        NetworkInference.Infer(network, new NetworkQuery { Variables = [Node(node)] }).Value.Marginals[0].Probabilities;

    [Fact]
    public void Every_row_is_an_arrow_or_left_out_with_a_reason()
    {
        int arrows = Network.Nodes.Sum(n => n.Rows.Count);
        Assert.Equal(KnowledgeBase.Load().Propagation.Count, arrows + Network.LeftOut.Count);
        Assert.All(Network.LeftOut, l => Assert.NotEmpty(l.Reason));
        Assert.Contains(Network.LeftOut, l => l.Reason == "declared feedback");
        Assert.All(Network.Network.Variables, v => Assert.All(v.Table, p => Assert.InRange(p, 0, 1)));
    }

    [Fact]
    public void Weak_nmda_drive_reaches_inhibition_then_excitation_by_the_product_of_its_arrows()
    {
        // P01: NMDA down -> PV down at .30; P02: PV down -> excitation up at .30. By hand for the first arrow: leak + (1 - leak) .5 .3 2.
        var done = NetworkIntervention.Do(Network.Network, new Dictionary<int, int> { [Node("glutamate_nmda")] = 0 });
        NumericAssert.Close(0.03 + (0.97 * 0.30), After(done, "gaba_pv")[0], 1e-12);
        Assert.True(After(done, "ei_balance")[2] > After(Network.Network, "ei_balance")[2] + 0.05);
    }

    [Fact]
    public void Setting_an_effect_leaves_its_causes_alone_and_seeing_it_does_not()
    {
        var done = NetworkIntervention.Do(Network.Network, new Dictionary<int, int> { [Node("gaba_pv")] = 0 });
        NumericAssert.AllClose([.. After(Network.Network, "glutamate_nmda")], [.. After(done, "glutamate_nmda")], 1e-12);
        var seen = NetworkInference.Infer(Network.Network, new NetworkQuery { Evidence = new Dictionary<int, int> { [Node("gaba_pv")] = 0 }, Variables = [Node("glutamate_nmda")] }).Value;
        Assert.True(seen.Marginals[0].Probabilities[0] > After(Network.Network, "glutamate_nmda")[0] + 0.2);
    }
}

namespace Etiogrid.Inference;

/// <summary>Running covariance of "altered" of every pathway with the score of every parameter.</summary>
internal sealed class ScoreCovariance(int pathways, int parameters)
{
    private readonly double[] _joint = new double[pathways * parameters];
    private readonly double[] _altered = new double[pathways];
    private readonly double[] _score = new double[parameters];
    private int _count;

    public void Add(int[] states, double[] scores)
    {
        _count++;
        for (int j = 0; j < scores.Length; j++)
        {
            _score[j] += scores[j];
        }

        for (int k = 0; k < states.Length; k++)
        {
            if (states[k] == 0)
            {
                continue;
            }

            _altered[k]++;
            var row = _joint.AsSpan(k * scores.Length, scores.Length);
            for (int j = 0; j < scores.Length; j++)
            {
                row[j] += scores[j];
            }
        }
    }

    public double Of(int pathway, int parameter) => _count == 0
        ? 0
        : (_joint[(pathway * _score.Length) + parameter] / _count) - (_altered[pathway] / _count * (_score[parameter] / _count));
}

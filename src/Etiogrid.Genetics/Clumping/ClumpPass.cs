namespace Etiogrid.Genetics.Clumping;

/// <summary>Greedy clumping of one chromosome.</summary>
internal sealed class ClumpPass
{
    private readonly IReadOnlyList<ClumpCandidate> _candidates;
    private readonly ClumpOptions _options;
    private readonly LdGenotypes _ld;
    private readonly int[] _members;
    private readonly int[] _positions;
    private readonly int[] _variants;
    private readonly int _words;
    private readonly ulong[] _masks;
    private readonly bool[] _done;

    /// <param name="candidates">All candidates.</param>
    /// <param name="sets">Their sets as bits; null for one set.</param>
    /// <param name="options">Rules.</param>
    /// <param name="chromosome">Candidates of the chromosome, by position.</param>
    /// <param name="ld">Correlations.</param>
    public ClumpPass(IReadOnlyList<ClumpCandidate> candidates, IReadOnlyList<ulong[]>? sets, ClumpOptions options, (int[] Candidates, int[] Positions) chromosome, LdGenotypes ld)
    {
        _candidates = candidates;
        _options = options;
        _ld = ld;
        (_members, _positions) = chromosome;
        _variants = Array.ConvertAll(_members, c => candidates[c].Variant);
        _words = sets is null ? 1 : sets[_members[0]].Length;
        _masks = new ulong[_words * _members.Length];
        _done = new bool[_members.Length];
        for (int i = 0; i < _members.Length; i++)
        {
            if (sets is null)
            {
                _masks[i] = 1;
            }
            else
            {
                sets[_members[i]].CopyTo(MaskOf(i));
            }
        }
    }

    /// <summary>The index variants by rising p.</summary>
    public List<Clump> Run()
    {
        var order = new (double P, int Variant, int Member)[_members.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = (_candidates[_members[i]].P, _variants[i], i);
        }

        Array.Sort(order);
        List<Clump> clumps = [];
        foreach (var (p, _, i) in order)
        {
            if (p > _options.IndexP)
            {
                break;
            }

            _done[i] = true;
            if (MaskOf(i).ContainsAnyExcept(0UL))
            {
                clumps.Add(new(_members[i], Claim(i), MaskOf(i).ToArray()));
            }
        }

        return clumps;
    }

    private int Claim(int index)
    {
        int claimed = 0;
        int position = _positions[index];
        for (int j = index - 1; j >= 0 && position - _positions[j] < _options.Distance; j--)
        {
            claimed += TryClaim(index, j) ? 1 : 0;
        }

        for (int j = index + 1; j < _members.Length && _positions[j] - position < _options.Distance; j++)
        {
            claimed += TryClaim(index, j) ? 1 : 0;
        }

        return claimed;
    }

    private bool TryClaim(int index, int j)
    {
        if (_done[j])
        {
            return false;
        }

        var mine = MaskOf(index);
        var other = MaskOf(j);
        bool overlap = false;
        for (int w = 0; w < mine.Length; w++)
        {
            overlap |= (mine[w] & other[w]) != 0;
        }

        if (!overlap || !(_ld.Squared(_variants[index], _variants[j]) > _options.R2))
        {
            return false;
        }

        for (int w = 0; w < mine.Length; w++)
        {
            other[w] &= ~mine[w];
        }

        return true;
    }

    private Span<ulong> MaskOf(int member) => _masks.AsSpan(member * _words, _words);
}

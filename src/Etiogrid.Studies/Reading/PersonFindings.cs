using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Reading;

/// <summary>Findings by person. A person with an error is not computed; the others are.</summary>
public sealed class PersonFindings
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<ParticipantId, List<Diagnostic>> _findings = [];

    /// <summary>Adds a finding about a person.</summary>
    public void Add(ParticipantId person, Diagnostic diagnostic)
    {
        lock (_gate)
        {
            if (!_findings.TryGetValue(person, out var list))
            {
                _findings[person] = list = [];
            }

            list.Add(diagnostic);
        }
    }

    /// <summary>What was found about a person, in a fixed order (by text), whatever thread found it first.</summary>
    public IReadOnlyList<Diagnostic> Of(ParticipantId person)
    {
        lock (_gate)
        {
            return _findings.TryGetValue(person, out var list) ? [.. list.OrderBy(d => d.ToString(), StringComparer.Ordinal)] : [];
        }
    }

    /// <summary>True when at least one finding is an error.</summary>
    public bool HasError(ParticipantId person) => Of(person).Any(d => d.Severity == Severity.Error);

    /// <summary>Everything, ordered by person.</summary>
    public IReadOnlyList<(ParticipantId Person, Diagnostic Diagnostic)> All()
    {
        lock (_gate)
        {
            return [.. _findings.SelectMany(f => f.Value.OrderBy(d => d.ToString(), StringComparer.Ordinal).Select(d => (f.Key, d)))];
        }
    }
}

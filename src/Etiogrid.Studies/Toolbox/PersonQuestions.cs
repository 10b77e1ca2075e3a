using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference;
using Etiogrid.Inference.Interventions;
using Etiogrid.Inference.Person;
using Etiogrid.Inference.Readouts;
using Etiogrid.Studies.Composition;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work of <c>whatif</c> and <c>explain</c>: questions about one person of a finished run.</summary>
public static partial class PersonQuestions
{
    private const int Draws = 400;

    /// <summary>Posterior and combinations before and after other evidence; pathways by the size of the change.</summary>
    public static Parsed<Table> WhatIf(WhatIfOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string label = RunPeople.Label(options.Participant);
        return RunPeople.Open(options.Run, options.Knowledge).Then(people => people.Inputs(label).Then(inputs => Result(people.Folders, label).Then(result =>
        {
            // How an alteration behaves over visits does not change with the evidence of one.
            var courses = Courses(people, result);
            return new Counterfactual(people.Grid, people.ReferenceOf).Apply(inputs, options.Set, options.Without).Then(changed =>
                Answer(people, label, inputs, courses, options.Threads).Then(before => Answer(people, label, changed, courses, options.Threads).Select(after => Compare(people, before, after))));
        })));
    }

    /// <summary>Combinations of a person computed anew, by another utility or with larger sets.</summary>
    public static Parsed<Table> Combine(GridResultsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string label = RunPeople.Label(options.Participant);
        return RunPeople.Open(options.Study, options.Knowledge).Then(people => people.Inputs(label).Then(inputs => Result(people.Folders, label).Then(result =>
        {
            var composer = new CombinationComposer(people.Grid, people.Model.ExcludeIf, options.LargestSet, people.Seed, options.Utility ?? CombinationUtility.Additive);
            var inference = people.Options(label, options.Threads);
            return people.Builder.Build(inputs).Then(person => GridInference.Infer(person.Model, inference).Then(posterior => GridInference.Draw(person.Model, Draws, inference).Select(draws =>
            {
                var (ranked, excluded, _) = composer.Compose(person, posterior, draws, Courses(people, result), label);
                return PersonTables.Interventions(ranked, [.. excluded, .. composer.WhyNot(person, posterior, draws, ranked, label)]);
            })));
        })));
    }

    /// <summary>State or trait of each pathway, in the grid's order.</summary>
    private static StateTraitResult?[] Courses(RunPeople people, PersonResult result)
    {
        var courses = result.Pathways.ToDictionary(p => p.Id, p => p.StateTrait, StringComparer.Ordinal);
        return [.. people.Grid.Pathways.Select(p => courses.GetValueOrDefault(p.Id.Key))];
    }

    private static Parsed<PersonResult> Result(RunFolders folders, string label) => RunModel.ReadJson<PersonResult>(folders.FileOf(label, "result.json"), "a person of the run");

    private static Parsed<Answered> Answer(RunPeople people, string label, PersonInputs inputs, IReadOnlyList<StateTraitResult?> courses, int threads)
    {
        var options = people.Options(label, threads);
        return people.Builder.Build(inputs).Then(person => GridInference.Infer(person.Model, options).Then(posterior => GridInference.Draw(person.Model, Draws, options).Select(draws =>
        {
            var composer = new CombinationComposer(people.Grid, people.Model.ExcludeIf, people.Model.MaxCombination, people.Seed);
            return new Answered(person, posterior, CausalReadout.Of(person, posterior), composer.Compose(person, posterior, draws, courses, label).Ranked);
        })));
    }

    private static Table Compare(RunPeople people, Answered before, Answered after)
    {
        var table = new Table("kind", "item", "before", "after", "change", "causal_before", "causal_after", "call_before", "call_after");
        var changes = people.Grid.Pathways.Select((p, k) => (p.Id.Key, Index: k, Before: before.Posterior.Altered(k), After: after.Posterior.Altered(k)));
        foreach (var c in changes.OrderByDescending(c => Math.Abs(c.After - c.Before)))
        {
            table.Add("pathway", c.Key, c.Before, c.After, c.After - c.Before, before.Posterior.Causal(c.Index), after.Posterior.Causal(c.Index),
                Call(before, c.Index), Call(after, c.Index));
        }

        foreach (string members in before.Combinations.Concat(after.Combinations).Select(Members).Distinct())
        {
            var was = before.Combinations.FirstOrDefault(c => Members(c) == members);
            var now = after.Combinations.FirstOrDefault(c => Members(c) == members);
            table.Add("combination", members, was?.ExpectedGain, now?.ExpectedGain, was is null || now is null ? null : now.ExpectedGain - was.ExpectedGain, null, null, Rank(was), Rank(now));
        }

        table.Add("log_evidence", "all observations", before.Posterior.LogEvidence, after.Posterior.LogEvidence, after.Posterior.LogEvidence - before.Posterior.LogEvidence, null, null, null, null);
        return table;
    }

    private static string? Call(Answered answer, int pathway) => ReadoutComposer.Words(answer.Readouts[pathway].Call) is { Length: > 0 } words ? words : null;

    private static string Members(CombinationResult c) => string.Join(';', c.MemberIds);

    private static string Rank(CombinationResult? c) => c is null ? "not among the best" : FormattableString.Invariant($"rank {c.Rank}");

    private sealed record Answered(PersonModel Person, GridPosterior Posterior, IReadOnlyList<CausalReadout> Readouts, IReadOnlyList<CombinationResult> Combinations);
}

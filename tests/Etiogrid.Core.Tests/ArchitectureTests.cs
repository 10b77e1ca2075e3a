using System.Reflection;
using System.Xml.Linq;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Core.Tests;

/// <summary>Conventions that the compiler does not hold.</summary>
public sealed class ArchitectureTests
{
    /// <summary>What each project may reference: the design's import rule.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Numerics"] = [],
        ["Files"] = ["Core", "Numerics"],
        ["Knowledge"] = ["Core", "Numerics", "Files"],
        ["Genetics"] = ["Core", "Numerics", "Files"],
        ["Imaging"] = ["Core", "Numerics", "Files"],
        ["Connectome"] = ["Core", "Numerics", "Files"],
        ["Signals"] = ["Core", "Numerics", "Files"],
        ["Cohort"] = ["Core", "Numerics", "Files"],
        ["Inference"] = ["Core", "Numerics", "Files", "Knowledge"],
        ["Simulation"] = ["Core", "Numerics", "Files", "Knowledge", "Inference"],
        ["Studies"] = ["Core", "Numerics", "Files", "Knowledge", "Genetics", "Imaging", "Connectome", "Signals", "Cohort", "Inference", "Simulation"],
        ["Reporting"] = ["Core", "Numerics", "Files", "Knowledge", "Studies"],
        ["Cli"] = ["Core", "Numerics", "Files", "Knowledge", "Studies", "Reporting"],
        ["Web"] = ["Core", "Numerics", "Files", "Knowledge", "Studies", "Reporting"],
    };

    private static readonly string[] WithoutPackages = ["Core", "Numerics", "Inference"];

    public static TheoryData<Assembly> Assemblies => [typeof(Diagnostic).Assembly, typeof(Matrix).Assembly, typeof(Table).Assembly];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Public_classes_are_sealed_or_static(Assembly assembly) =>
        Assert.Empty(assembly.GetExportedTypes().Where(t => t.IsClass && !t.IsSealed).Select(t => t.FullName));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Public_structs_are_readonly(Assembly assembly) =>
        Assert.Empty(assembly.GetExportedTypes().Where(t => t is { IsValueType: true, IsEnum: false } && !t.CustomAttributes.Any(a => a.AttributeType.Name == "IsReadOnlyAttribute")).Select(t => t.FullName));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Namespaces_start_with_the_name_of_their_project(Assembly assembly) =>
        Assert.Empty(assembly.GetExportedTypes().Where(t => !(t.Namespace + ".").StartsWith(assembly.GetName().Name + ".", StringComparison.Ordinal)).Select(t => t.FullName));

    [Fact]
    public void Projects_reference_only_what_the_design_allows()
    {
        var projects = Projects();
        Assert.Contains("Core", projects.Keys);
        Assert.Empty(projects.Keys.Except(Allowed.Keys, StringComparer.Ordinal));
        var offences = projects.SelectMany(p => References(p.Value, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)["Etiogrid.".Length..]).Except(Allowed[p.Key], StringComparer.Ordinal).Select(r => $"{p.Key} -> {r}"));
        Assert.Empty(offences);
    }

    [Fact]
    public void The_innermost_projects_have_no_packages()
    {
        var projects = Projects();
        Assert.Empty(WithoutPackages.Where(projects.ContainsKey).SelectMany(p => References(projects[p], "PackageReference").Select(r => $"{p} -> {r}")));
    }

    [Fact]
    public void Every_project_of_source_tests_and_benchmarks_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "Etiogrid.slnx"));
        var projects = new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .ToList();
        Assert.NotEmpty(projects);
        Assert.DoesNotContain(projects, p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal));
    }

    private static Dictionary<string, XDocument> Projects() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "Etiogrid.*.csproj", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path)["Etiogrid.".Length..], path => XDocument.Load(path), StringComparer.Ordinal);

    private static IEnumerable<string> References(XDocument project, string kind) =>
        project.Descendants(kind).Select(e => (string)e.Attribute("Include")!);
}

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Etiogrid.Benchmarks;

// In process: the generated projects of the default toolchain would not see this repository's build settings.
// --quick prints one table of best-of-few times within a minute; everything else goes to BenchmarkDotNet.
if (args is ["--quick", .. var topics])
{
    return QuickTimings.Run(topics);
}

// Whole people over the knowledge base, readouts included.
if (args is ["--people", var people, .. var rest])
{
    return PersonTimings.Run(int.Parse(people, System.Globalization.CultureInfo.InvariantCulture), rest is [var threads] ? int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture) : 2);
}

// What inference says before it starts against what it then does.
if (args is ["--forecast", var each])
{
    return ForecastTimings.Run(int.Parse(each, System.Globalization.CultureInfo.InvariantCulture));
}

// False-positive rates of the spatial nulls.
if (args is ["--null-rates", "blocks", var step, var maps])
{
    return NullRates.Blocks(int.Parse(step, System.Globalization.CultureInfo.InvariantCulture), int.Parse(maps, System.Globalization.CultureInfo.InvariantCulture));
}

var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return 0;

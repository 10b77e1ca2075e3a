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

var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return 0;

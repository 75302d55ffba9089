using System.Collections.Concurrent;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace RachelFoods.Tests.Stage.Processes;

/// <summary>
/// Ends what the run's stage has started, after the last test. The end of the test process is too late for that: the runner may cut
/// it short, and servers would be left behind. After each case it asks the <see cref="Oracle"/>; what is broken then fails that case.
/// </summary>
public sealed class StagedRun(IMessageSink messages) : XunitTestFramework(messages)
{
    private static readonly ConcurrentStack<Func<Task>> Ends = new();

    /// <summary>To be done at the end of the run, the latest first.</summary>
    public static void AtTheEnd(Func<Task> end) => Ends.Push(end);

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName name, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(name, sources, messages)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, [.. testCases], DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    /// <summary>Classes that take turns, then those with most cases: no long collection is left alone at the end.</summary>
    private sealed class LongestFirst(IEnumerable<IXunitTestCase> cases) : ITestCollectionOrderer
    {
        private readonly Dictionary<Guid, int> _counts = cases.CountBy(c => c.TestMethod.TestClass.TestCollection.UniqueID).ToDictionary();

        public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections
            .OrderByDescending(c => c.CollectionDefinition is not null).ThenByDescending(c => _counts[c.UniqueID]);
    }

    private sealed class Runner : XunitTestAssemblyRunner
    {
        // xunit keeps to its limit in the method overridden here, with a semaphore it does not share. Without one of ours all
        // collections run at once: seen with 18 browsers on two cores.
        private readonly SemaphoreSlim _places;

        public Runner(
            ITestAssembly assembly,
            IReadOnlyCollection<IXunitTestCase> cases,
            IMessageSink diagnostics,
            IMessageSink execution,
            ITestFrameworkExecutionOptions options)
            : base(assembly, cases, diagnostics, execution, options)
        {
            _places = new(options.GetValue<int?>("xunit.execution.MaxParallelThreads") is > 0 and { } places ? places : Environment.ProcessorCount);
            TestCollectionOrderer = new LongestFirst(cases);
        }

        protected override async Task<RunSummary> RunTestCollectionAsync(
            IMessageBus messageBus, ITestCollection testCollection, IEnumerable<IXunitTestCase> testCases, CancellationTokenSource cancellationTokenSource)
        {
            await _places.WaitAsync(cancellationTokenSource.Token);
            try
            {
                return await new WatchedCollection(
                    testCollection, testCases, DiagnosticMessageSink, messageBus, TestCaseOrderer, new ExceptionAggregator(Aggregator), cancellationTokenSource)
                    .RunAsync();
            }
            finally
            {
                _places.Release();
            }
        }

        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            while (Ends.TryPop(out var end))
            {
                await end();
            }
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}

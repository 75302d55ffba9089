using Xunit.Abstractions;
using Xunit.Sdk;

namespace RachelFoods.Tests.Stage.Processes;

// xunit runs collections, in them classes, in them methods, in them cases; each has to be told who runs the next.
internal sealed class WatchedCollection(
    ITestCollection collection,
    IEnumerable<IXunitTestCase> cases,
    IMessageSink diagnostics,
    IMessageBus bus,
    ITestCaseOrderer orderer,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation)
    : XunitTestCollectionRunner(collection, cases, diagnostics, bus, orderer, aggregator, cancellation)
{
    protected override Task<RunSummary> RunTestClassAsync(
        ITestClass testClass, IReflectionTypeInfo @class, IEnumerable<IXunitTestCase> testCases) =>
        new WatchedClass(
            testClass, @class, testCases, DiagnosticMessageSink, MessageBus, TestCaseOrderer, new ExceptionAggregator(Aggregator),
            CancellationTokenSource, CollectionFixtureMappings).RunAsync();
}

internal sealed class WatchedClass(
    ITestClass testClass,
    IReflectionTypeInfo @class,
    IEnumerable<IXunitTestCase> cases,
    IMessageSink diagnostics,
    IMessageBus bus,
    ITestCaseOrderer orderer,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation,
    IDictionary<Type, object> fixtures)
    : XunitTestClassRunner(testClass, @class, cases, diagnostics, bus, orderer, aggregator, cancellation, fixtures)
{
    private readonly List<Task<bool>> _verdicts = [];

    protected override async Task<RunSummary> RunTestMethodsAsync()
    {
        var summary = await base.RunTestMethodsAsync();
        Oracle.Hurry();
        summary.Failed += (await Task.WhenAll(_verdicts)).Count(good => !good);
        return summary;
    }

    protected override Task<RunSummary> RunTestMethodAsync(
        ITestMethod testMethod, IReflectionMethodInfo method, IEnumerable<IXunitTestCase> testCases, object[] constructorArguments) =>
        new WatchedMethod(
            testMethod, Class, method, testCases, DiagnosticMessageSink, MessageBus, new ExceptionAggregator(Aggregator),
            CancellationTokenSource, constructorArguments, _verdicts).RunAsync();
}

internal sealed class WatchedMethod(
    ITestMethod testMethod,
    IReflectionTypeInfo @class,
    IReflectionMethodInfo method,
    IEnumerable<IXunitTestCase> cases,
    IMessageSink diagnostics,
    IMessageBus bus,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation,
    object[] arguments,
    List<Task<bool>> verdicts)
    : XunitTestMethodRunner(testMethod, @class, method, cases, diagnostics, bus, aggregator, cancellation, arguments)
{
    private readonly IMessageSink _diagnostics = diagnostics;
    private readonly object[] _arguments = arguments;

    // The next case begins while the oracle looks; what this one reports is kept until then.
    // Seen to fail the cases that left an order past its time without the message that ends it, and a refund outside the books.
    protected override async Task<RunSummary> RunTestCaseAsync(IXunitTestCase testCase)
    {
        var held = new HeldMessages();
        var summary = await testCase.RunAsync(_diagnostics, held, _arguments, new ExceptionAggregator(Aggregator), CancellationTokenSource);
        verdicts.Add(JudgeAsync(held, asked: summary.Failed == 0 && summary.Skipped < summary.Total));
        return summary;
    }

    /// <returns>Whether nothing is wrong beside what the case told itself.</returns>
    private async Task<bool> JudgeAsync(HeldMessages held, bool asked)
    {
        var fault = asked ? await FaultAsync() : null;
        if (fault is not null)
        {
            held.Fail(fault);
        }
        if (!held.PassOn(MessageBus))
        {
            await CancellationTokenSource.CancelAsync();
        }
        return fault is null;
    }

    private static async Task<Exception?> FaultAsync()
    {
        try
        {
            var violations = await Oracle.NewViolationsAsync();
            var told = LogSecrets.NewlyTold();
            return violations.Count > 0
                ? new XunitException($"After this case, or one near it, the shop's rows are not as they must be:\n{string.Join('\n', violations)}")
                : told.Count > 0 ? new XunitException($"In this case, or one near it, the log told a secret:\n{string.Join('\n', told)}")
                : null;
        }
        catch (Exception e)
        {
            return e; // An oracle that cannot look is no good news.
        }
    }
}

/// <summary>What a case reports, kept back until the oracle has spoken.</summary>
internal sealed class HeldMessages : IMessageBus
{
    private readonly List<IMessageSinkMessage> _messages = [];

    public bool QueueMessage(IMessageSinkMessage message)
    {
        lock (_messages)
        {
            _messages.Add(message);
        }
        return true;
    }

    /// <summary>Makes a failure of the case's last success.</summary>
    public void Fail(Exception fault)
    {
        var at = _messages.FindLastIndex(m => m is ITestPassed);
        var passed = (ITestPassed)_messages[at];
        _messages[at] = new TestFailed(passed.Test, passed.ExecutionTime, passed.Output, fault);
        at = _messages.FindLastIndex(m => m is ITestCaseFinished);
        var finished = (ITestCaseFinished)_messages[at];
        _messages[at] = new TestCaseFinished(
            finished.TestCase, finished.ExecutionTime, finished.TestsRun, finished.TestsFailed + 1, finished.TestsSkipped);
    }

    public bool PassOn(IMessageBus bus) => _messages.Aggregate(true, (goOn, message) => bus.QueueMessage(message) && goOn);

    public void Dispose()
    {
        // Holds nothing but messages.
    }
}

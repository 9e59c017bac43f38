namespace Conventions.Tests.Waits;

/// <summary>What a fixture says that can't start.</summary>
public sealed class FixtureTests
{
    [Fact]
    public async Task Started_AfterAFailedStart_SaysWhyToTheFirstAndItsNameToTheOthers()
    {
        var broken = new Broken();
        await broken.InitializeAsync();

        var first = Assert.Throws<InvalidOperationException>(() => broken.Part);
        var second = Assert.Throws<InvalidOperationException>(() => broken.Part);
        await broken.DisposeAsync();

        Assert.Equal("The fixture Broken did not start: no disk", first.Message);
        Assert.IsType<IOException>(first.InnerException);
        Assert.Equal("The fixture Broken did not start; the first test that asked for it says why.", second.Message);
        Assert.Null(second.InnerException);
        Assert.True(broken.IsStopped);
    }

    [Fact]
    public async Task DisposeAsync_FailedAndNobodyAsked_SaysWhy()
    {
        var broken = new Broken();
        await broken.InitializeAsync();
        var said = await Assert.ThrowsAsync<InvalidOperationException>(async () => await broken.DisposeAsync());
        Assert.Equal("The fixture Broken did not start: no disk", said.Message);
    }

    private sealed class Broken : Fixture
    {
        private string? _part;

        public string Part => Started(_part);

        public bool IsStopped { get; private set; }

        protected override Task StartAsync()
        {
            _part = "begun";
            throw new IOException("no disk");
        }

        protected override Task StopAsync()
        {
            IsStopped = true;
            return Task.CompletedTask;
        }
    }
}

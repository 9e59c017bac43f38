using Grains.Tests.Fixtures;
using Reviews.Contracts.Platform;

namespace Grains.Tests.Platform;

/// <summary>A token opens once, whichever node it is shown to, and outlives a restart until it is spent.</summary>
public sealed class OneTimeTokenGrainTests
{
    [Fact]
    public async Task Token_HeldByOneVisitor_IsRefusedToOthersUntilGivenBack()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var door = silo.Grains.GetGrain<IOneTimeTokenGrain>("door");
        var token = await door.OpenAsync();
        Assert.Equal(token, await door.OpenAsync());
        Assert.Matches("^[0-9a-f]{64}$", token);

        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.False(await door.HoldAsync(new string('0', 64), first));
        Assert.True(await door.HoldAsync(token, first));
        Assert.True(await door.HoldAsync(token, first));
        Assert.False(await door.HoldAsync(token, second));
        await door.ReturnAsync(first);
        Assert.True(await door.HoldAsync(token, second));

        await door.SpendAsync(token);
        Assert.False(await door.IsOpenAsync(token));
        Assert.False(await door.HoldAsync(token, second));
        Assert.NotEqual(token, await door.OpenAsync());
    }

    [Fact]
    public async Task Token_AfterARestart_IsTheSame()
    {
        using var store = new TestStore();
        string token;
        await using (var first = await TestSilo.StartAsync(store)) token =
            await first.Grains.GetGrain<IOneTimeTokenGrain>("door").OpenAsync();
        await using var second = await TestSilo.StartAsync(store);
        var door = second.Grains.GetGrain<IOneTimeTokenGrain>("door");
        Assert.True(await door.IsOpenAsync(token));
        Assert.Equal(token, await door.OpenAsync());
    }
}

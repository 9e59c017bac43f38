using System.Collections;
using System.Reflection;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.TypeSystem;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;

namespace Grains.Tests.Names;

/// <summary>
/// In a rolling upgrade a name may be on a silo of this version and its owner on one of the version before, which can't say whether it has
/// refused a claim.
/// </summary>
public sealed class EarlierSiloTests
{
    private const string Call = "RefusesClaim";

    [Fact]
    public async Task ClaimAsync_AgainWhileTheOwnerIsOnAnEarlierSilo_IsTheSameClaim()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(
            store, services => services.AddSingleton<IIncomingGrainCallFilter>(new Unknowing()));
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email("A@EXAMPLE.ORG"));
        var claim = await name.ClaimAsync(1);

        Assert.Equal(claim, await name.ClaimAsync(1));
    }

    /// <summary>Orleans' behaviour that we rely on: the message can't be read there, and its sender is told so.</summary>
    [Fact]
    public async Task Call_ThatASiloDoesNotKnow_FailsForATypeThatCanNotBeLoaded()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, services => services.PostConfigure<TypeManifestOptions>(Forget));
        using var other = await ConnectAsync(silo);
        var member = other.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>(1);

        Assert.Null(await member.AccountAsync());
        await Assert.ThrowsAsync<TypeLoadException>(() => member.RefusesClaimAsync(Guid.NewGuid()));
        Assert.Null(await member.AccountAsync());
    }

    /// <summary>Another process, so that what it calls is written and read; within one, calls are handed over.</summary>
    private static async Task<IHost> ConnectAsync(TestSilo silo)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
            client.UseLocalhostClustering(silo.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress!.Endpoint.Port));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Leaves the silo with what it would have if the call had never been written.</summary>
    private static void Forget(TypeManifestOptions options)
    {
        var calls = Children(Children(Children(options.CompoundTypeAliases)["inv"])[typeof(GrainReference)])[typeof(IUserGrain)];
        var call = ((CompoundTypeAliasTree)Children(calls)[Call]!).Value!;
        Children(calls).Remove(Call);
        foreach (var types in new[] { options.Serializers, options.FieldCodecs, options.Activators, options.Copiers })
            types.RemoveWhere(type => type.GetInterfaces().Any(face => face.GenericTypeArguments.Contains(call)));
    }

    private static IDictionary Children(object? tree) =>
        (IDictionary)typeof(CompoundTypeAliasTree).GetField("_children", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(tree)!;

    /// <summary>Members answer as those of an earlier silo.</summary>
    private sealed class Unknowing : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) =>
            context.MethodName.StartsWith(Call, StringComparison.Ordinal)
                ? Task.FromException(new TypeLoadException("No such call."))
                : context.Invoke();
    }
}

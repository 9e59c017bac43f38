using Npgsql;
using Reviews.Storage;
using Reviews.Storage.Hosting;
using Reviews.Storage.PostgreSql;
using Storage.Tests.Fixtures;

namespace Storage.Tests.PostgreSql;

/// <summary>What can't be used is refused before the first grain activates, in one sentence that reveals no password.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresRefusalTests(PostgresFixture postgres)
{
    private readonly PostgresPlace _place = postgres.NewPlace();

    [Theory]
    [InlineData("this is none of it")]
    [InlineData("Host=127.0.0.1;Port=many;Password=secret of the tests")]
    [InlineData("Username=reviews;Password=secret of the tests")]
    [InlineData("Host=127.0.0.1;Colour=blue;Password=secret of the tests")]
    public void Open_WithAStringThatIsNoConnectionString_IsRefused(string connectionString) =>
        AssertRefused("can't be understood", options => options.ConnectionString = connectionString);

    [Fact]
    public void Open_WhereNobodyListens_IsRefused() =>
        AssertRefused("No PostgreSQL answers at 127.0.0.1:", Changed(settings => settings.Port = FreePorts.Take(1)[0]));

    [Fact]
    public async Task Open_ServerIsLateTwice_OpensAtTheThirdTry()
    {
        var tries = 0;
        await using var store = _place.Open(faults: Late(() => ++tries <= 2));

        Assert.Equal(3, tries);
        Assert.NotNull(store.Services.StoreId());
    }

    [Fact]
    public void Open_ServerIsAlwaysLate_IsRefused()
    {
        var refusal = Assert.Throws<StoreOpenException>(() => _place.Open(faults: Late(() => true)));
        Assert.EndsWith("did not answer in time.", refusal.Message, StringComparison.Ordinal);
    }

    private static ScriptedFaults Late(Func<bool> isLate) => new()
    {
        Connected = () =>
        {
            if (isLate()) throw new NpgsqlException("Exception while reading from stream", new TimeoutException());
        },
    };

    [Fact]
    public void Open_OfAHostThatIsNone_IsRefused() =>
        AssertRefused("No PostgreSQL answers at no-such-host.invalid:", Changed(settings => settings.Host = "no-such-host.invalid"));

    [Fact]
    public void Open_WithAWrongPassword_IsRefused() =>
        AssertRefused("the password is wrong", Changed(settings => settings.Password = "wrong secret of the tests"));

    [Fact]
    public void Open_OfADatabaseThatIsNotThere_IsRefused() =>
        AssertRefused("has no database 'nowhere'", Changed(settings => settings.Database = "nowhere"));

    [Fact]
    public void Open_WithoutTheRightToMakeASchema_IsRefused()
    {
        _place.Scalar("CREATE ROLE guest LOGIN PASSWORD 'secret of the tests'");
        AssertRefused("The user 'guest' lacks rights", Changed(settings => settings.Username = "guest"));
    }

    [Fact]
    public async Task Open_WithTheRightToReadOnly_IsRefused()
    {
        await using (_place.Open())
        {
        }

        _place.Scalar("CREATE ROLE reader LOGIN PASSWORD 'secret of the tests'");
        _place.Scalar($"GRANT USAGE ON SCHEMA {_place.Schema} TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA {_place.Schema} TO reader");
        AssertRefused("The user 'reader' may not read and write", Changed(settings => settings.Username = "reader"));
    }

    [Fact]
    public async Task Open_OfAStandby_IsRefused()
    {
        await using (_place.Open())
        {
        }

        await using var standby = await postgres.Server.StartStandbyAsync();
        AssertRefused("is a standby and takes no writes; name the primary.", Changed(settings => settings.Port = standby.Port));
    }

    [Fact]
    public void Open_OfASchemaOfSomethingElse_IsRefused()
    {
        _place.Scalar($"CREATE SCHEMA {_place.Schema}");
        _place.Scalar("CREATE TABLE recipes(id int)");
        AssertRefused("something other than a store");
    }

    [Fact]
    public async Task Open_OfAnEmptySchema_MakesTheTables()
    {
        _place.Scalar($"CREATE SCHEMA {_place.Schema}");
        await using var store = _place.Open();
        Assert.Equal(5, _place.Count("meta"));
    }

    [Theory]
    [InlineData("format", "3")]
    [InlineData("journals", "json")]
    public async Task Open_OfAnotherFormat_IsRefused(string key, string value)
    {
        await using (_place.Open())
        {
        }

        _place.Scalar($"UPDATE meta SET value = '{value}' WHERE key = '{key}'");
        AssertRefused($"has {key} '{value}'");
    }

    [Fact]
    public async Task Open_ByAnotherCluster_IsRefused()
    {
        await using (_place.Open())
        {
        }

        AssertRefused("belongs to the cluster 'tests', this is 'others'", options => options.ClusterId = "others");
    }

    [Fact]
    public async Task Open_OfAStoreFromBeforeIds_DrawsOneThatStays()
    {
        await using (_place.Open())
        {
        }

        _place.Scalar("DELETE FROM meta WHERE key = 'store'");
        await using var first = _place.Open();
        await using var second = _place.Open();

        Assert.NotNull(first.Services.StoreId());
        Assert.Equal(first.Services.StoreId(), second.Services.StoreId());
    }

    [Theory]
    [InlineData("Reviews")]
    [InlineData("a-b")]
    [InlineData("pg_reviews")]
    [InlineData("a;DROP")]
    [InlineData("1a")]
    public void Open_UnderASchemaNameThatIsNone_IsRefused(string schema)
    {
        var refusal = Assert.ThrowsAny<Exception>(() => _place.Open(options => options.Schema = schema));
        Assert.Contains(nameof(PostgresOptions.Schema), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithAnOptionOfAllStoresOutOfRange_IsRefused()
    {
        var refusal = Assert.ThrowsAny<Exception>(() => _place.Open(options => options.OperationTimeout = TimeSpan.Zero));
        Assert.Contains(nameof(StoreOptions.OperationTimeout), refusal.Message, StringComparison.Ordinal);
    }

    private static Action<PostgresOptions> Changed(Action<NpgsqlConnectionStringBuilder> change) => options =>
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        change(settings);
        options.ConnectionString = settings.ConnectionString;
    };

    private void AssertRefused(string because, Action<PostgresOptions>? configure = null)
    {
        var refusal = Assert.Throws<StoreOpenException>(() => _place.Open(configure));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Text.Json;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>What every refusal must be.</summary>
internal static class ProblemAssert
{
    /// <summary>The answer is problem+json of that status, complete, and gives away nothing of the code.</summary>
    public static async Task<JsonElement> IsAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Reviews.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var problem = await response.ReadJsonAsync();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        foreach (var member in new[] { "type", "title", "detail", "traceId" })
        {
            Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty(member).GetString()), member);
        }

        return problem;
    }

    /// <summary>The answer is 400 and names the field.</summary>
    public static async Task NamesAsync(string field, HttpResponseMessage response)
    {
        var problem = await IsAsync(HttpStatusCode.BadRequest, response);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out var messages), $"'{field}' is not among the errors: {problem}");
        Assert.NotEmpty(messages.EnumerateArray());
    }
}

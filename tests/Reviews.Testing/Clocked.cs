using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;

namespace Reviews.Testing;

/// <summary>Waits as <see cref="Eventually"/> does, with a clock driven by the test: it advances while we wait.</summary>
internal static class Clocked
{
    public static async Task<T> GetAsync<T>(
        FakeTimeProvider clock, TimeSpan by, Func<T> read, Func<T, bool> isRight, [
            CallerArgumentExpression(nameof(isRight))] string wanted = "")
    {
        var (value, _) = await Eventually.GetAsync(
            () =>
            {
                var value = read();
                var right = value is not null && isRight(value);
                if (!right) clock.Advance(by);
                return (Value: value, IsRight: right);
            },
            seen => seen.IsRight,
            wanted);
        return value;
    }
}

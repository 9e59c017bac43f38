using Microsoft.Extensions.Time.Testing;

namespace Storage.Tests.Fixtures;

internal static class FakeTime
{
    /// <summary>Lets time pass until the task has ended: whenever its timer was made, it comes due.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider time, Task task)
    {
        await Clocked.GetAsync(time, TimeSpan.FromSeconds(1), () => task.Status, _ => task.IsCompleted, "the task has ended");
        await task;
    }
}

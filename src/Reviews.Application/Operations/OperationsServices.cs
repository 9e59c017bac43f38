namespace Reviews.Application.Operations;

/// <summary>Registers what operators watch the cluster by.</summary>
internal static class OperationsServices
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services.AddSingleton<OperationsReader>();
}

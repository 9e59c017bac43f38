using Microsoft.AspNetCore.Identity;
using Reviews.Api.Accounts;
using Reviews.Api.Moderation.Addresses;

namespace Reviews.Api.Moderation;

/// <summary>Reports by members, and what moderators do about them.</summary>
internal static class ModerationSetup
{
    public static IServiceCollection AddModeration(this IServiceCollection services)
    {
        services.AddSingleton<SuspendedAddressBook>().AddScoped<IUserValidator<Member>, SuspendedAddressValidator>();
        services.AddSingleton<ModerationLetters>().AddHostedService<ModerationLetterPump>();
        return services.AddSingleton<ModerationDesk>().AddSingleton<Reporting>().AddSingleton<Appeals>().AddSingleton<ReviewScreening>();
    }
}

using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members;
using Reviews.Application.Members.Suspension;

namespace Reviews.Application.Moderation;

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

using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members;
using Reviews.Application.Members.Suspension;

namespace Reviews.Application.Moderation;

/// <summary>Reports by members, and what moderators do about them.</summary>
internal static class ModerationServices
{
    public static IServiceCollection AddModeration(this IServiceCollection services)
    {
        services.AddSingleton<SuspendedAddressBook>().AddScoped<IUserValidator<Member>, SuspendedAddressValidator>();
        services.AddSingleton<ModerationEmails>().AddHostedService<ModerationEmailService>();
        return services.AddSingleton<ModerationService>().AddSingleton<ReportService>().AddSingleton<Appeals>()
            .AddSingleton<ReviewScreening>();
    }
}

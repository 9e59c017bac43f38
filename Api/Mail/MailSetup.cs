using Microsoft.AspNetCore.Hosting.Server;
using Reviews.Api.Hosting;

namespace Reviews.Api.Mail;

/// <summary>Mail through a server, or without one into a folder.</summary>
internal static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, ReviewsOptions options)
    {
        var folder = options.Mail.Folder ?? Path.Combine(options.Silo.Data, "mail");
        services.AddSingleton(options.Mail);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MailFolder>(provider, folder));
        services.AddSingleton<IMailer>(provider => options.Mail.HasServer
            ? new SmtpMailer(options.Mail.Smtp.Host!, options.Mail.Smtp)
            : provider.GetRequiredService<MailFolder>());
        services.AddSingleton(provider => SiteLinks.Of(options.Mail, provider.GetRequiredService<IServer>()));
        services.AddSingleton<LetterSeal>().AddSingleton<LetterSender>().AddSingleton<MailMeter>().AddSingleton<Outbox>();
        services.AddSingleton<Postman>().AddHostedService(provider => provider.GetRequiredService<Postman>());
        return services;
    }
}

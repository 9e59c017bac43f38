using Microsoft.AspNetCore.Hosting.Server;
using Reviews.Application.Site;

namespace Reviews.Application.Mail;

/// <summary>Mail through a server, or without one into a folder.</summary>
internal static class EmailServices
{
    /// <param name="services">The services.</param>
    /// <param name="mail">How it leaves.</param>
    /// <param name="data">The folder of the site's data, for mail that goes nowhere else.</param>
    public static IServiceCollection AddMail(this IServiceCollection services, MailOptions mail, string data)
    {
        var folder = mail.Folder ?? Path.Combine(data, "mail");
        services.AddSingleton(mail);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MailFolder>(provider, folder));
        services.AddSingleton<IMailer>(provider => mail.HasServer
            ? new SmtpMailer(mail.Smtp.Host!, mail.Smtp)
            : provider.GetRequiredService<MailFolder>());
        services.AddSingleton(provider => SiteLinks.Of(mail.Site, provider.GetRequiredService<IServer>()));
        services.AddSingleton<EmailSeal>().AddSingleton<EmailSender>().AddSingleton<EmailMeter>().AddSingleton<Outbox>();
        services.AddSingleton<EmailDispatcher>().AddHostedService(provider => provider.GetRequiredService<EmailDispatcher>());
        return services;
    }
}

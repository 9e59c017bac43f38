using System.Diagnostics.Metrics;

namespace Reviews.Application.Mail;

/// <summary>Reports how many emails are waiting. <c>docs/alerts.md</c> lists the figures.</summary>
internal sealed class EmailMeter
{
    private int _waiting;

    public EmailMeter(IMeterFactory meters) => meters.Create("Reviews.Api").CreateObservableGauge(
        "reviews.mail.waiting", () => Waiting, "{letter}", "Emails waiting to be sent, as this node last heard.");

    /// <summary>Emails that are waiting, as this node last heard.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Records how many are waiting, according to the outbox.</summary>
    public void Note(int waiting) => Volatile.Write(ref _waiting, waiting);
}

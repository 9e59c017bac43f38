using System.Diagnostics.Metrics;

namespace Reviews.Api.Mail;

/// <summary>Tells how many letters wait. <c>docs/alerts.md</c> lists the figures.</summary>
internal sealed class MailMeter
{
    private int _waiting;

    public MailMeter(IMeterFactory meters) => meters.Create("Reviews.Api").CreateObservableGauge(
        "reviews.mail.waiting", () => Waiting, "{letter}", "Emails waiting to be sent, as this node last heard.");

    /// <summary>Letters that wait, as this node was told last.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>So many wait, as the outbox says.</summary>
    public void Note(int waiting) => Volatile.Write(ref _waiting, waiting);
}

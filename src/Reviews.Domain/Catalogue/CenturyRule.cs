namespace Reviews.Domain.Catalogue;

/// <summary>
/// Finds dates that are a century late, because their years once went through two digits. <para> A date more than ten years after today is
/// one: no film is announced that early. If an import of at least 100 dates has such a date, all its years went through two digits, so
/// every date after the import's own period is one as well. That period ends with the last year in the unbroken run of years after the
/// busiest one. </para> <para> In <c>movies.json</c> of vega-datasets the busiest year is 2006, films continue until 2011, then three years
/// have none, and 22 stragglers are dated 2015 to 2046: The Birth of a Nation (1915), Ben-Hur (1925), Gone with the Wind (1939), The Best
/// Years of Our Lives (1946). All of them are a century off, and the rule detects it until 2036, when the last of them becomes a possible
/// date. </para>
/// </summary>
internal sealed class CenturyRule
{
    private const int LeastDates = 100;
    private const int YearsAnnounced = 10;
    private const int Century = 100;

    private readonly DateOnly _last;
    private readonly DateOnly _announced;

    private CenturyRule(DateOnly last, DateOnly announced) => (_last, _announced) = (last, announced);

    /// <summary>The rule for an import.</summary>
    /// <param name="dates">Every date in the import, uncorrected.</param>
    /// <param name="today">The day of the import.</param>
    public static CenturyRule For(IReadOnlyCollection<DateOnly> dates, DateOnly today)
    {
        var end = dates.Count < LeastDates ? (DateOnly?)null : EndOf(dates);
        var announced = Announced(end > today ? end.Value : today);
        return new CenturyRule(end is not null && dates.Any(date => date > announced) ? end.Value : announced, announced);
    }

    /// <summary>The date, moved back by a century if it is a century late.</summary>
    public DateOnly Correct(DateOnly date) => date > _last ? date.AddYears(-Century) : date;

    /// <summary>Whether a corrected date is plausible for a film: not more than ten years ahead.</summary>
    public bool IsPlausible(DateOnly date) => date <= _announced;

    private static DateOnly Announced(DateOnly from) =>
        from.Year + YearsAnnounced > DateOnly.MaxValue.Year ? DateOnly.MaxValue : from.AddYears(YearsAnnounced);

    private static DateOnly EndOf(IReadOnlyCollection<DateOnly> dates)
    {
        var films = dates.CountBy(date => date.Year).ToDictionary();
        var year = films.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
        while (films.ContainsKey(year + 1))
            year++;

        return new DateOnly(year, 12, 31);
    }
}

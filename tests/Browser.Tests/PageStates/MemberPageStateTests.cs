using Browser.Tests.Fixtures;

namespace Browser.Tests.PageStates;

/// <summary>What is seen by who has signed in; a class of its own, so that both are looked at at once.</summary>
public sealed class MemberPageStateTests(Chromium chromium, SharedSite site) : PageStateTest(chromium, site)
{
    public static TheoryData<string> Names => NamesOf(state => state.Who != Visitor.Reader);

    [Theory, MemberData(nameof(Names))]
    public Task Page_HoweverItIsSeen_HindersNobodyAndFits(string name) => LookAsync(name);
}

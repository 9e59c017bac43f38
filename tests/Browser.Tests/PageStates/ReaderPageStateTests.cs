using Browser.Tests.Fixtures;

namespace Browser.Tests.PageStates;

/// <summary>What is seen by who has not signed in.</summary>
public sealed class ReaderPageStateTests(Chromium chromium, SharedSite site, YoungSite young) : PageStateTest(chromium, site),
IClassFixture<YoungSite>
{
    public static TheoryData<string> Names => NamesOf(state => state.Who == Visitor.Reader);

    [Theory, MemberData(nameof(Names))]
    public Task Page_HoweverItIsSeen_HindersNobodyAndFits(string name) => LookAsync(name);

    private protected override Uri AddressOf(Place place) => place == Place.Young ? young.Address : base.AddressOf(place);

    private protected override Task<string> PathOfAsync(Window window, PageState state) =>
        state.Path == PageState.SetUp ? Task.FromResult(young.SetupPath) : base.PathOfAsync(window, state);
}

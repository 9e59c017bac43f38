using Reviews.Web.Account.Settings;

namespace Reviews.Api.Tests.Pages;

/// <summary>The browsers' own <c>User-Agent</c> values, as they send them.</summary>
public sealed class DeviceNameTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux")]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
        "Edge on Windows")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
        + "Mobile/15E148 Safari/604.1",
        "Safari on an iPhone")]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
        "Chrome on Android")]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    [InlineData("", "Unknown device")]
    public void Of_WhatABrowserSends_IsItsNameAndWhereItRuns(string userAgent, string name) =>
        Assert.Equal(name, DeviceNames.Of(userAgent));
}

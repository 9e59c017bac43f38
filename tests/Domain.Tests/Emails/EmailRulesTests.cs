using System.Text;
using Reviews.Domain.Emails;

namespace Domain.Tests.Emails;

public sealed class EmailRulesTests
{
    [Theory]
    [InlineData("ann@example.org")]
    [InlineData("ann.b+films@mail.example.co.uk")]
    [InlineData("o'brien!#$%&*/=?^_`{|}~@example.org")]
    [InlineData("дмитрий@почта.рф")]
    [InlineData("用户@例子.广告")]
    [InlineData("jörg@bücher.example")]
    [InlineData("संपर्क@डाटामेल.भारत")]
    [InlineData("a@b.c")]
    public void Fault_OfAnAddressInAnyScript_IsNone(string address) => Assert.Null(EmailRules.Fault(address));

    [Theory]
    [InlineData("", "Enter an email")]
    [InlineData("no-mail", "needs an @")]
    [InlineData("@example.org", "needs an @")]
    [InlineData("ann@", "needs an @")]
    [InlineData("a@b", "not a complete domain")]
    [InlineData("ann@localhost", "not a complete domain")]
    [InlineData("ann@example.org.", "not a complete domain")]
    [InlineData("ann@-example-.org", "not a domain")]
    [InlineData("ann@exa mple.org", "spaces")]
    [InlineData("ann\u200B@example.org", "invisible")]
    [InlineData("ann@[127.0.0.1]", "IP address")]
    [InlineData("ann@127.0.0.1", "IP address")]
    [InlineData("a..b@example.org", "dot")]
    [InlineData(".ann@example.org", "dot")]
    [InlineData("\"a b\"@example.org", "spaces")]
    [InlineData("\"ann\"@example.org", "quotation")]
    [InlineData("ann@ben@example.org", "'@'")]
    [InlineData("ann,ben@example.org", "','")]
    [InlineData("ann@ex_ample.org", "not a domain")]
    [InlineData("ann@example..org", "not a domain")]
    public void Fault_OfWhatIsNone_SaysWhy(string address, string word) =>
        Assert.Contains(word, EmailRules.Fault(address), StringComparison.Ordinal);

    [Fact]
    public void Fault_OfTooLongOnes_SaysSo()
    {
        Assert.Contains("at most 64 bytes", EmailRules.Fault(new string('ж', 33) + "@example.org"), StringComparison.Ordinal);
        Assert.Contains(
            "is too long", EmailRules.Fault(
                "ann@" + string.Concat(Enumerable.Repeat(new string('a', 60) + ".", 4)) + "example.org"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Jörg@Bücher.example", "jörg@xn--bcher-kva.example")]
    [InlineData("ANN@EXAMPLE.ORG", "ann@example.org")]
    public void Normalize_OneMailbox_IsOne(string one, string other)
    {
        Assert.Equal(EmailRules.Normalize(one), EmailRules.Normalize(other));
        Assert.Equal(EmailRules.Normalize(one), EmailRules.Normalize(one.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("ann@example.org", "ANN@EXAMPLE.ORG")]
    [InlineData("ann@localhost", "ANN@LOCALHOST")]
    [InlineData("nonsense", "NONSENSE")]
    [InlineData("not@_a_domain", "NOT@_A_DOMAIN")]
    public void Normalize_WhatEarlierVersionsTook_IsAsItWas(string address, string normalized) =>
        Assert.Equal(normalized, EmailRules.Normalize(address));
}

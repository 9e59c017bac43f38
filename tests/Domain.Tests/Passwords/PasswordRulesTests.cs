using System.Text;
using Reviews.Domain.Passwords;

namespace Domain.Tests.Passwords;

public sealed class PasswordRulesTests
{
    private const string Site = "OrleansReviews";

    [Theory]
    [InlineData("ninechars", PasswordFault.TooShort)]
    [InlineData("🎬🎬🎬🎬🎬", PasswordFault.TooShort)]
    [InlineData("annabel.smith@example.org", PasswordFault.IsEmail)]
    [InlineData("Annabel.Smith@Example.ORG", PasswordFault.IsEmail)]
    [InlineData("annabel.smith", PasswordFault.IsEmail)]
    [InlineData("orleansreviews", PasswordFault.IsSite)]
    [InlineData("Orleans Reviews", PasswordFault.IsSite)]
    [InlineData("password123", PasswordFault.IsCommon)]
    [InlineData("PASSWORD123", PasswordFault.IsCommon)]
    [InlineData("ｐａｓｓｗｏｒｄ１２３", PasswordFault.IsCommon)]
    [InlineData("1234567890", PasswordFault.IsCommon)]
    public void Judge_WhatSomebodyWouldTry_IsRefused(string password, PasswordFault fault) =>
        Assert.Equal(fault, PasswordRules.Judge(password, "annabel.smith@example.org", Site));

    [Theory]
    [InlineData("tenletters")]
    [InlineData("only small letters")]
    [InlineData("Größe und Maß")]
    [InlineData("映画が大好きな人です")]
    [InlineData("🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬")]
    public void Judge_AnythingElseOfTenCharacters_IsTaken(string password) =>
        Assert.Null(PasswordRules.Judge(password, "annabel.smith@example.org", Site));

    [Fact]
    public void Judge_HalfACharacter_IsRefused() =>
        Assert.Equal(PasswordFault.Broken, PasswordRules.Judge("half" + '\uD800' + " a character", null, Site));

    [Fact]
    public void Judge_TheLongest_IsTaken_AndOneMoreIsNot()
    {
        var longest = string.Concat(Enumerable.Repeat("🎬", PasswordRules.MaxLength));
        Assert.Null(PasswordRules.Judge(longest, null, Site));
        Assert.Equal(PasswordFault.TooLong, PasswordRules.Judge(longest + "x", null, Site));
    }

    [Fact]
    public void Normalize_OneTextInAllForms_IsOne()
    {
        const string password = "Ångström & Søn";
        Assert.Equal(PasswordRules.Normalize(password), PasswordRules.Normalize(password.Normalize(NormalizationForm.FormD)));
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Reviews.Application.Members;
using Reviews.Application.Members.Passkeys;

namespace Reviews.Api.Tests.Accounts;

/// <summary>What is good once is the same however it is written.</summary>
public sealed class PasskeyQuestionTests
{
    [Fact]
    public void HashIn_ChallengeWithItsPadding_IsThatOfTheSameQuestion()
    {
        Assert.NotNull(PasskeyQuestion.HashIn(Answer("YWJj_w")));
        Assert.Equal(PasskeyQuestion.HashIn(Answer("YWJj_w")), PasskeyQuestion.HashIn(Answer("YWJj_w==")));
        Assert.NotEqual(PasskeyQuestion.HashIn(Answer("YWJj_w")), PasskeyQuestion.HashIn(Answer("YWJj_g")));
        Assert.Null(PasskeyQuestion.HashIn(Answer("no base64!")));
    }

    [Fact]
    public void AuthenticatorKey_Another_HasNoUsedStep()
    {
        var member = new Member { AuthenticatorKey = "A", LastCodeStep = 7 };
        member.AuthenticatorKey = "A";
        Assert.Equal(7, member.LastCodeStep);
        member.AuthenticatorKey = "B";
        Assert.Equal(0, member.LastCodeStep);
    }

    private static string Answer(string challenge)
    {
        var client = JsonSerializer.Serialize(new { type = "webauthn.get", challenge });
        var response = new { clientDataJSON = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(client)) };
        return JsonSerializer.Serialize(new { response });
    }
}

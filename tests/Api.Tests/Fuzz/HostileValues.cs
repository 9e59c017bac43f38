using System.Text.Json.Nodes;

namespace Reviews.Api.Tests.Fuzz;

/// <summary>What people send who want something to break: forty values, each as JSON.</summary>
internal static class HostileValues
{
    private const int Deep = 200;

    public static IReadOnlyList<string> All { get; } =
    [
        Text(""), Text(" "), Text("\0"), Text("a\0b"), Text("\t\r\n"), Text("x\r\nSet-Cookie: a=b"), Text(new string('a', 5_000)),
        Text(new string('ü', 70_000)),
        Text("../../../etc/passwd"), Text("..\\..\\windows\\win.ini"), Text("%2e%2e%2f%2e%2e%2f"), Text("%00"), Text("%"), Text("CON"),
        Text("' OR 1=1 --"), Text("\"; DROP TABLE journal; --"), Text("<script>alert(1)</script>"), Text("\"><img src=x onerror=alert(1)>"),
        Text("{{7*7}}${7*7}"), Text("${jndi:ldap://127.0.0.1/a}"), Text("javascript:alert(1)"), Text(
            "http://169.254.169.254/latest"), Text("=cmd|' /C calc'!A0"),
        "\"\\ud800\"", Text("\u202Egnp.exe"), Text("\uFEFF"), Text(
            "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"), Text("👩‍👩‍👧‍👦"), Text("İıſK"),
        "-1", "0", "1e309", "9223372036854775808", "0.1", Text("NaN"), Text("0001-01-01T00:00:00Z"), Text("2026-02-30"),
        "null", new string('[', Deep) + new string(']', Deep), """{"__proto__":{"constructor":{}}}""",
    ];

    /// <summary>The value as it stands in an address or a header.</summary>
    public static string Plain(string json)
    {
        if (!json.StartsWith('"') || json.Contains("\\ud800", StringComparison.Ordinal)) return json;
        return JsonNode.Parse(json)!.GetValue<string>();
    }

    private static string Text(string text) => JsonValue.Create(text)!.ToJsonString();
}

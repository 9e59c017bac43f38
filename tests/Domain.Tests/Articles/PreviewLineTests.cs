using Reviews.Domain.Articles;

namespace Domain.Tests.Articles;

/// <summary>What is nearly the line that ends a preview is told from it, and from prose.</summary>
public sealed class PreviewLineTests
{
    [Theory]
    [InlineData("Open.\n\n<!-- preview ends -->\n\nRest.")]
    [InlineData("Open.\r\n<!-- preview ends -->\r\nRest.")]
    [InlineData("Open.\n  <!-- preview ends -->  \nRest.")]
    [InlineData("```\n<!-- preview ends -->\n```\n\n<!-- preview ends -->\n\nRest.")]
    [InlineData("Review ends\n\n<!-- preview ends -->\n\nRest.")]
    [InlineData("<!-- a note -->\n\n<!-- preview ends -->\n\nRest -> of it.")]
    public void Fault_TheLineJustSo_IsNone(string markdown) => Assert.Null(PreviewLine.Fault(markdown));

    [Theory]
    [InlineData("<!-- Preview Ends -->")]
    [InlineData("<!-- PREVIEW ENDS -->")]
    [InlineData("<!--preview ends-->")]
    [InlineData("<!--  preview  ends  -->")]
    [InlineData("<!-- previewends -->")]
    [InlineData("<!-- preview end -->")]
    [InlineData("<!-- preveiw ends -->")]
    [InlineData("<!-- preview ended -->")]
    [InlineData("<!-- preview-ends -->")]
    [InlineData("<!-- preview ends")]
    [InlineData("<!-- preview ends --")]
    [InlineData("preview ends -->")]
    [InlineData("<-- preview ends -->")]
    [InlineData("<!- preview ends ->")]
    [InlineData("> <!-- preview ends -->")]
    [InlineData("`<!-- preview ends -->`")]
    [InlineData("Here <!-- preview ends --> it does")]
    [InlineData("preview ends")]
    [InlineData("\u0440review ends")]
    public void Fault_NearlyTheLine_NamesIt(string line)
    {
        Assert.StartsWith("Line 3 is almost", PreviewLine.Fault($"Open.\n\n{line}\n\nRest."), StringComparison.Ordinal);
        if (line.Contains('<') || line.Contains('>'))
            Assert.StartsWith("Line 3 is almost", PreviewLine.Fault($"Open.\n\n{line}\n\nMore.\n\n<!-- preview ends -->\n\nRest."),
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("```\n<!-- preview ends -->\n```")]
    [InlineData("~~~\n<!-- preview ends -->")]
    [InlineData("\n    <!-- preview ends -->")]
    public void Fault_TheLineWithinCode_NamesIt(string markdown) =>
        Assert.StartsWith(
            "Line 2 would end the preview, but it is inside code.", PreviewLine.Fault(markdown), StringComparison.Ordinal);

    [Theory]
    [InlineData("Reviewers\n\nwrote this.", 3)]
    [InlineData("<!-- a note -->\n\nA text.", 3)]
    [InlineData("", 0)]
    public void Fault_NoSuchLine_SaysSo(string markdown, int lines) =>
        Assert.StartsWith(
            $"No line from 1 to {lines} ends the preview.", PreviewLine.Fault(markdown), StringComparison.Ordinal);

    [Fact]
    public void Fault_AMegabyteOfAnything_IsOnePass()
    {
        Assert.NotNull(PreviewLine.Fault(new string('<', 1_000_000)));
        Assert.NotNull(PreviewLine.Fault(string.Concat(Enumerable.Repeat("<!\n", 300_000))));
    }
}

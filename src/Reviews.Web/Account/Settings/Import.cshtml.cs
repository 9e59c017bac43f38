using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Application.Members.Imports;
using Reviews.Application.Members.Proof;
using Reviews.Application.Members.SignIn;
using Reviews.Contracts.Members;

namespace Reviews.Web.Account.Settings;

/// <summary>Imports a member's ratings: previewed first, then started, with progress and undo. Needs no script.</summary>
[RequestSizeLimit(BodyLimits.Import), RequestFormLimits(MultipartBodyLengthLimit = BodyLimits.Import)]
internal sealed class ImportModel(UserManager<Member> members, FreshProof proof, ImportReader reader, IGrainFactory grains)
    : MemberPage(members, proof)
{
    public IReadOnlyList<ImportState> Imports { get; private set; } = [];

    private Caller Caller => Caller.Required(HttpContext);

    private IMemberDataGrain Data => grains.GetGrain<IMemberDataGrain>(Caller.UserId);

    public async Task OnGetAsync() => Imports = await Data.ImportsAsync();

    public async Task<IActionResult> OnPostCheckAsync(IFormFile? file, CancellationToken ct)
    {
        var (plan, why) = await ReadAsync(file, ct);
        return plan is null ? await AgainAsync(why!) : await AnswerAsync(await Data.PlanImportAsync(Caller.Ticket, plan, ImportStep.Keep));
    }

    public async Task<IActionResult> OnPostStartAsync(int number) => await AnswerAsync(await Data.StartImportAsync(Caller.Ticket, number));

    public async Task<IActionResult> OnPostUndoAsync(int number) => await AnswerAsync(await Data.UndoImportAsync(Caller.Ticket, number));

    private async Task<(ImportPlan? Plan, string? Why)> ReadAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0) return (null, "Choose the file with your ratings.");
        try
        {
            await using var body = file.OpenReadStream();
            return await reader.ReadAsync(Caller.UserId, body, ct) is { } plan
                ? (plan, null)
                : (null, "Too many files are being read right now. Try again shortly.");
        }
        catch (UnreadableRatingsException exception)
        {
            return (null, exception.Message);
        }
    }

    private async Task<IActionResult> AnswerAsync(ImportAnswer answer) => answer.Outcome switch
    {
        ImportOutcome.Done => RedirectToPage(),
        ImportOutcome.SignedOut => Challenge(),
        ImportOutcome.Unknown => NotFound(),
        var refused => await AgainAsync(ImportOutcomes.Of(refused).Sentence!),
    };

    private async Task<IActionResult> AgainAsync(string why)
    {
        await OnGetAsync();
        return Refused(why);
    }
}

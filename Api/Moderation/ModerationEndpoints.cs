using Reviews.Application.Members;

namespace Reviews.Api.Moderation;

/// <summary>The addresses of reports, appeals and what moderators do about them.</summary>
internal static class ModerationEndpoints
{
    public static RouteGroupBuilder MapModeration(this IEndpointRouteBuilder routes)
    {
        routes.MapReports();
        routes.MapAppeals();
        var group = routes.MapGroup("/api/moderation").WithTags("Moderators").RequireAuthorization(AccountServices.ModeratorsOnly);
        group.MapQueue();
        group.MapSuspensions();
        group.MapExclusions();
        return group;
    }
}

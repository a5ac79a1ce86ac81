using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using TimeBank.Api.Http;

namespace TimeBank.Api.Accounts;

public static class AccountPosts
{
    public static void MapAccountPosts(this RouteGroupBuilder posts) => posts.MapPost("/sign-out", async (HttpContext context) =>
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return new SeeOther("/");
    });
}

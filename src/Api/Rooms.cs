using TimeBank.Api.Accounts;
using TimeBank.Api.Administration;
using TimeBank.Api.Desks;
using TimeBank.Api.Menu;
using TimeBank.Api.Messages;
using TimeBank.Api.Orders;
using TimeBank.Api.Passbooks;
using TimeBank.Api.People;
using TimeBank.Api.Photos;
using TimeBank.Api.Policies;
using TimeBank.Api.Reports;
using TimeBank.Api.Sites;

namespace TimeBank.Api;

public static class Rooms
{
    /// <summary>Everything under /api/v1, room by room.</summary>
    public static void MapRooms(this RouteGroupBuilder api)
    {
        api.MapAccounts();
        api.MapSessions();
        api.MapMe();
        api.MapPersons();
        api.MapAppointments();
        api.MapSites();
        api.MapMenu();
        api.MapPolicies();
        api.MapOrders();
        api.MapPhotos();
        api.MapPassbooks();
        api.MapMessages();
        api.MapReports();
        api.MapOversight();
    }

    /// <summary>What pages lead to and is no page: files to keep.</summary>
    public static void MapRoomFiles(this RouteGroupBuilder files)
    {
        files.MapPassbookFiles();
        files.MapCentreFiles();
    }

    /// <summary>What pages post with one tap, room by room.</summary>
    public static void MapRoomPosts(this RouteGroupBuilder posts)
    {
        posts.MapAccountPosts();
        posts.MapMessagePosts();
        posts.MapOrderPosts();
        posts.MapAdministrationPosts();
        posts.MapPersonPosts();
        posts.MapPhotoPosts();
        posts.MapApartPosts();
        posts.MapDeskPosts();
        posts.MapDeskPeoplePosts();
    }
}

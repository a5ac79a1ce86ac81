using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TimeBank.Api.Http;

/// <summary>The domain knows outcomes, the edge knows numbers. Endpoints end in one of these and nothing else.</summary>
public static class OutcomeHttp
{
    extension<T>(Outcome<T> outcome)
    {
        /// <summary>200 with the value, or the problem.</summary>
        public Results<Ok<T>, Problem> ToHttp() => outcome switch
        {
            Outcome<T>.Done(var value) => TypedResults.Ok(value),
            Outcome<T>.Refused(var why) => new Problem(why),
            _ => throw new UnreachableException(),
        };

        /// <summary>201 with the value and where it is now, or the problem.</summary>
        public Results<Created<T>, Problem> ToCreated(Func<T, string> address) => outcome switch
        {
            Outcome<T>.Done(var value) => TypedResults.Created(address(value), value),
            Outcome<T>.Refused(var why) => new Problem(why),
            _ => throw new UnreachableException(),
        };

        /// <summary>204, or the problem.</summary>
        public Results<NoContent, Problem> ToNoContent() => outcome switch
        {
            Outcome<T>.Done => TypedResults.NoContent(),
            Outcome<T>.Refused(var why) => new Problem(why),
            _ => throw new UnreachableException(),
        };
    }
}

using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>Identity's store on keys that lead with the shop's store. Roles and sessions are kept by this module itself.</summary>
internal sealed class UserStore(ShopDb db) : UserOnlyStore<User, ShopDb, Guid>(db)
{
    // The original looks for a key of one part.
    public override Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken = default)
    {
        var id = ConvertIdFromString(userId);
        return Users.SingleOrDefaultAsync(u => u.Id == id, cancellationToken);
    }
}

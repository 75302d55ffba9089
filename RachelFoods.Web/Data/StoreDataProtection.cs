using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>
/// Puts the current store into the purpose of everything that is protected: sign-in tickets, antiforgery, cart and tracking
/// tokens. What one store protected, another cannot read.
/// </summary>
internal sealed class StoreDataProtection(IDataProtectionProvider inner, StoreContext stores) : IDataProtectionProvider
{
    public IDataProtector CreateProtector(string purpose) => new Protector([purpose], inner, stores);

    private sealed class Protector(string[] purposes, IDataProtectionProvider inner, StoreContext stores) : IDataProtector
    {
        private readonly ConcurrentDictionary<Guid, IDataProtector> _byStore = new();

        private IDataProtector Bound => _byStore.GetOrAdd(
            stores.Current.Id, id => inner.CreateProtector([$"store:{id}", .. purposes]));

        public IDataProtector CreateProtector(string purpose) => new Protector([.. purposes, purpose], inner, stores);

        public byte[] Protect(byte[] plaintext) => Bound.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData) => Bound.Unprotect(protectedData);
    }
}

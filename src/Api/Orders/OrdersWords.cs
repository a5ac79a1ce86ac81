namespace TimeBank.Api.Orders;

/// <summary>Words of placing, following, dispatching and serving orders.</summary>
public sealed class OrdersWords;

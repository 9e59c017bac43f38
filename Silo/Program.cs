using Reviews.Silo;

var builder = Host.CreateApplicationBuilder(args);
builder.AddReviewsSilo(builder.Configuration.GetSection("Reviews").Get<ReviewsSiloOptions>() ?? new ReviewsSiloOptions());
return await builder.Build().RunOnStoreAsync(Console.Error);

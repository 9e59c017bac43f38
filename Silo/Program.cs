using Reviews.Silo;
using Reviews.Telemetry;
using Reviews.Telemetry.Nodes;

var builder = Host.CreateApplicationBuilder(args);
builder.AddReviewsTelemetry("reviews-silo");
builder.AddReviewsSilo(builder.Configuration.GetSection("Reviews").Get<ReviewsSiloOptions>() ?? new ReviewsSiloOptions());
builder.Services.AddNodeReports();
return await builder.Build().RunOnStoreAsync(Console.Error);

global using Tests.Shared;
global using Xunit;

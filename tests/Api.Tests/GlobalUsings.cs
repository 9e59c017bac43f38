global using Reviews.Testing;
global using Xunit;

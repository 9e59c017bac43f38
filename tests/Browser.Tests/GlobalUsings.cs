global using Microsoft.Playwright;
global using Reviews.Testing;
global using Xunit;
global using static Microsoft.Playwright.Assertions;

global using Microsoft.Playwright;
global using Tests.Shared;
global using Xunit;
global using static Microsoft.Playwright.Assertions;

using Reviews.Silo;

return await SiloProgram.RunAsync(args, Console.Error);

throw new Error("a test file that does not load");

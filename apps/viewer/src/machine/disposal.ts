// The core gives back memory with `using`; not every browser has the symbols of it yet.
const symbols = Symbol as { -readonly [K in "dispose" | "asyncDispose"]?: symbol };
symbols.dispose ??= Symbol.for("Symbol.dispose");
symbols.asyncDispose ??= Symbol.for("Symbol.asyncDispose");

export {};

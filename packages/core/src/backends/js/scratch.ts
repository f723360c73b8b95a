/**
 * Memory that one verb writes and reads before it returns, kept from call to call: allocating it
 * anew would cost a batch of one as much as its arithmetic. Each call gives `length` numbers that
 * hold anything.
 */
export function scratch<T extends Float64Array | Int32Array>(
  kind: new (length: number) => T,
): (length: number) => T {
  let memory = new kind(0);
  let view = memory;
  return (length) => {
    if (length > memory.length) memory = new kind(length);
    if (length !== view.length || view.buffer !== memory.buffer) {
      view = memory.subarray(0, length) as T;
    }
    return view;
  };
}

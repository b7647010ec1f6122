/** A pure function that remembers its last arguments (compared by identity) and the answer to them. */
export const memo = <Arguments extends readonly unknown[], Value>(
  compute: (...args: Arguments) => Value,
): ((...args: Arguments) => Value) => {
  let last: { readonly args: Arguments; readonly value: Value } | undefined;
  return (...args) => {
    if (last === undefined || last.args.some((each, index) => each !== args[index]))
      last = { args, value: compute(...args) };
    return last.value;
  };
};

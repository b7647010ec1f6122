/**
 * What tells the nodes of a cluster apart: their ids begin alike and end in the time they were made, with a number in between
 * (`tvm-3601533753_1-20170719t162906z` is `tvm-..-1`). An id of another make stays as it is.
 */
export const shortNode = (id: string): string => id.replace(/^(tvm-)[^_]*_(\d+)-.*$/u, '$1..-$2');

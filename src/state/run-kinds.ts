/** Kinds of jobs, and of runs, that have others within them. */
const parents = /pipeline|sweep|hyperdrive|automl/iu;

/** Whether a job or run of that type has children. */
export const isParent = (type: string): boolean => parents.test(type);

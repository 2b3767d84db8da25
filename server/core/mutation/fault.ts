/** What is wrong with an object. */
export type Fault = readonly [type: string, id: number, faults: readonly string[]];

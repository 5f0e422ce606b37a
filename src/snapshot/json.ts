// What JSON holds without loss. A Map, a Set or a class is none of it, so that the compiler finds
// whatever the state gains and a snapshot would drop.
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

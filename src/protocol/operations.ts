// All ops, by number.
import { ACCOUNT_OPERATIONS } from "./account-operations.ts";
import { GAME_OPERATIONS } from "./game-operations.ts";
import type { Operation } from "./operation.ts";
import { POOL_OPERATIONS } from "./pool-operations.ts";
import { SOURCE_OPERATIONS } from "./source-operations.ts";

export const OPERATIONS: ReadonlyMap<number, Operation> = new Map(
  [...SOURCE_OPERATIONS, ...GAME_OPERATIONS, ...POOL_OPERATIONS, ...ACCOUNT_OPERATIONS].map(
    (operation) => [operation.op, operation],
  ),
);

// The little of the package `pg` that the peer's load uses; it comes without types.
declare module "pg" {
  export type Query = { name: string; text: string; values: readonly (number | string)[] };
  export class Client {
    constructor(options: { host: string; port: number; user: string; database: string });
    on(event: "error", listener: (error: Error) => void): void;
    connect(): Promise<void>;
    query(query: Query | string): Promise<{ rows: Record<string, unknown>[] }>;
    end(): Promise<void>;
  }
}

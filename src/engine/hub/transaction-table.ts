// Every transaction of the providers' own games, for ever: an id that comes again is answered again.
export class TransactionTable {
  get count(): number {
    return 0;
  }
}

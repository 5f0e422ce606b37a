// Why a snapshot can't be used. Never fatal: the log holds everything, only more slowly.
export class SnapshotProblem extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options);
    this.name = "SnapshotProblem";
  }
}

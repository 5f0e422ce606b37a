// Builds the parts of a server and connects them; nobody else does. What is longer about one of them lies
// in compose/.
import { randomBytes, randomUUID } from "node:crypto";
import packageJson from "../package.json" with { type: "json" };
import { archiveOf } from "./compose/archive-of-server.ts";
import type { Foundation } from "./compose/foundation.ts";
import { diaryOf, openLogOf } from "./compose/log-of-server.ts";
import { matchUsers } from "./compose/users-of-server.ts";
import type { Seed } from "./engine/ids.ts";
import type { State } from "./engine/state.ts";
import { AccountOpening } from "./gateway/account-opening.ts";
import { type Gateway, openGateway } from "./gateway/gateway.ts";
import type { Readiness } from "./gateway/http/http-parts.ts";
import { type Hub, openHub } from "./hub/hub.ts";
import { launchCallParts } from "./hub/launch-call/launch-call.ts";
import type { Identity } from "./identity/identity.ts";
import { openIdentity } from "./identity/open-identity.ts";
import type { IdentitySettings } from "./identity/settings.ts";
import type { HeadDiary } from "./log/head-diary.ts";
import type { Log } from "./log/log.ts";
import { APPEND_SLOW_MS } from "./log/worker-log.ts";
import { type Clock, systemClock } from "./ops/clock.ts";
import type { Configuration } from "./ops/configuration.ts";
import { Metrics } from "./ops/metrics.ts";
import { type Scheduler, systemScheduler } from "./ops/scheduler.ts";
import { openServerLog, type ServerLog } from "./ops/server-log.ts";
import { countBatches, showHead, showWriting } from "./ops/writer-metrics.ts";
import { allDurable } from "./sequencer/all-durable.ts";
import { factsBefore } from "./sequencer/facts-before.ts";
import { DEFAULT_QUEUE_LIMITS, Sequencer } from "./sequencer/sequencer.ts";
import { recoverServer, snapshotMakerOf } from "./snapshot/server-snapshots.ts";
import type { SnapshotMaker } from "./snapshot/snapshot-maker.ts";

/** What tests and the demo bring themselves. */
export type ServerOverrides = {
  readonly clock?: Clock;
  readonly scheduler?: Scheduler;
  readonly log?: Log;
  readonly identity?: Identity;
  readonly identitySettings?: Partial<IdentitySettings>;
  /** 128 bits as hex: what ids derive from. */
  readonly newSeed?: () => string;
  readonly serverLog?: ServerLog;
  /** Where the web pages were built, when elsewhere than usual. */
  readonly pagesDirectory?: string;
  /** The server is dead by then; a process of its own must exit. */
  readonly onFatal?: (error: unknown) => void;
};

export type RunningServer = {
  readonly url: string;
  readonly port: number;
  /** For looking only. */
  readonly state: State;
  /** Takes nothing new, answers what was decided, closes everything. */
  stop(): Promise<void>;
};

type Ending = () => Promise<void>;

export async function startServer(
  configuration: Configuration,
  overrides: ServerOverrides = {},
): Promise<RunningServer> {
  const serverLog = overrides.serverLog ?? openServerLog(configuration.logLevel);
  const foundation: Foundation = {
    configuration,
    clock: overrides.clock ?? systemClock,
    scheduler: overrides.scheduler ?? systemScheduler,
    serverLog,
    onFatal: (error) => {
      serverLog.fatal({ err: error }, "the server can't go on");
      overrides.onFatal?.(error);
    },
  };
  const endings: Ending[] = [];
  const end = async (): Promise<void> => {
    for (const ending of endings.reverse().splice(0)) await ending();
  };
  try {
    return await build(foundation, overrides, endings, end);
  } catch (error) {
    await end();
    throw error;
  }
}

async function build(
  foundation: Foundation,
  overrides: ServerOverrides,
  endings: Ending[],
  end: Ending,
): Promise<RunningServer> {
  const { configuration, clock, scheduler, serverLog, onFatal } = foundation;
  // The log first: it holds the lock of the directory that identity lives in too.
  const log = overrides.log ?? (await openLogOf(configuration, scheduler, clock));
  endings.push(() => log.close());
  const diary = diaryOf(configuration);
  const { state, from } = recoverServer(log, diary, configuration, serverLog);
  const identity =
    overrides.identity ??
    (await openIdentity({
      store: configuration.data,
      clock,
      onFatal,
      ...(overrides.identitySettings === undefined ? {} : { settings: overrides.identitySettings }),
    }));
  endings.push(() => identity.close());
  await matchUsers(identity, state);
  const metrics = new Metrics();
  showHead(metrics, () => log.head());
  const snapshots = snapshotMakerOf(configuration, from, serverLog);
  endings.push(async () => snapshots?.stop());
  const newSeed = overrides.newSeed ?? (() => randomBytes(16).toString("hex"));
  const written = { log, diary, state, snapshots, metrics, newSeed };
  const sequencer = sequencerOf(foundation, written);
  showWriting(metrics, sequencer);
  endings.push(() => sequencer.stop());
  const archive = await archiveOf(foundation, { log, sequencer, snapshots, metrics });
  endings.push(() => archive.stop());
  await begin(sequencer, configuration);
  await new AccountOpening(sequencer, identity).finishAll();
  const hub = hubOf(foundation, { sequencer, identity, metrics });
  const gateway = openGateway({
    ...configuration,
    writer: sequencer,
    identity,
    archive: archive.reads,
    clock,
    scheduler,
    metrics,
    onFatal,
    log: serverLog,
    openGames: hub,
    findGameSession: (token) => hub.gameSessionOf(token),
    readFacts: (search) => factsBefore(log, search),
    readiness: () => readinessOf(sequencer),
    pagesDirectory: overrides.pagesDirectory,
  });
  endings.push(() => closeGateway(gateway, sequencer));
  const url = `http://${hostText(configuration.host)}:${gateway.port}`;
  serverLog.info({ url, seq: state.seq, head: log.head().hash }, "listening");
  return { url, port: gateway.port, state, stop: end };
}

function sequencerOf(
  { configuration, clock, scheduler, serverLog, onFatal }: Foundation,
  parts: {
    log: Log;
    diary: HeadDiary | null;
    state: State;
    snapshots: SnapshotMaker | null;
    metrics: Metrics;
    newSeed: () => string;
  },
): Sequencer {
  const { log, diary, state, snapshots, metrics, newSeed } = parts;
  const { limits, rules } = configuration;
  const count = countBatches(metrics);
  return new Sequencer({
    log,
    state,
    rules,
    clock,
    scheduler,
    onFatal,
    newSeed: () => newSeed() as Seed,
    onAlarm: (error, command) =>
      serverLog.error({ err: error, command: command.kind }, "a command failed inside decide"),
    onBatch: (batch) => {
      count(batch);
      diary?.note(log.head(), clock.nowMs());
      // Later, when the next batch is on its way to the disk.
      if (snapshots !== null) scheduler.soon(() => snapshots.onDurable(log.head()));
    },
    queue: {
      factsMax: limits.queueCount,
      charsMax: limits.queueBytes,
      waitMaxMs: DEFAULT_QUEUE_LIMITS.waitMaxMs,
    },
  });
}

function hubOf(
  { configuration, clock, scheduler, serverLog }: Foundation,
  parts: { sequencer: Sequencer; identity: Identity; metrics: Metrics },
): Hub {
  const { sequencer: writer, identity, metrics } = parts;
  const { allowPrivateLaunchHosts: allowPrivateHosts, limits } = configuration;
  const accountOpening = new AccountOpening(writer, identity);
  return openHub({
    writer,
    identity,
    clock,
    metrics,
    limits,
    launchCalls: launchCallParts({ allowPrivateHosts, scheduler }),
    openAccount: (user) => accountOpening.finish(user),
    onFault: (error) => serverLog.error({ err: error }, "a signed request could not be handled"),
  });
}

/** The facts that every start leaves, and the timers that fell due meanwhile. */
async function begin(sequencer: Sequencer, configuration: Configuration): Promise<void> {
  const system = { kind: "system" } as const;
  if (sequencer.state.seq === 0) {
    const deploymentId = randomUUID();
    const betIdKey = randomBytes(32).toString("hex");
    sequencer.submit({ kind: "start-deployment", deploymentId, betIdKey }, system, null);
  }
  const { rules, limits } = configuration;
  const command = {
    kind: "start-server",
    version: packageJson.version,
    configuration: JSON.stringify({ rules, limits }),
  } as const;
  sequencer.submit(command, system, null);
  sequencer.catchUp();
  await allDurable(sequencer);
}

async function closeGateway(gateway: Gateway, sequencer: Sequencer): Promise<void> {
  gateway.quiesce();
  await sequencer.stop();
  await gateway.close();
}

function readinessOf(sequencer: Sequencer): Readiness {
  const { waitMs, clockDriftMs } = sequencer;
  if (waitMs >= APPEND_SLOW_MS) {
    return { kind: "not-ready", why: `the log has not answered for ${Math.round(waitMs)} ms` };
  }
  if (clockDriftMs !== 0) {
    const why = `the clock jumped by ${clockDriftMs} ms; POST /admin/clock/confirm when it is right`;
    return { kind: "not-ready", why };
  }
  return { kind: "ready" };
}

function hostText(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

import pg from 'pg'
import { RoundTrip } from '../../../src/platform/database/pipeline/round-trip.ts'
import { inSteps } from './in-steps.ts'
import type { GatedConnection, GatedTransaction, Plant, Step } from './step.ts'
import { type Whereabouts, whereabouts } from './whereabouts.ts'

/**
 * Stands between the pools of the processes and the database, and lets through what it is told to. Who is in no process
 * looks on, and is not held up.
 */
export interface Gate extends Disposable {
  /** While it is open everything goes through as it comes. */
  open(): void
  close(): void
  /** What waits and could be sent now: the first of each connection, in the order in which they came. */
  heads(): Step[]
  /** Takes a step out of what waits. Its `send` comes next. */
  take(step: Step): void
  /** How many steps came by now. */
  came(): number
  /** Breaks the connections of a process. Nobody there hears of it, nor of anything else. Answers its sessions. */
  kill(life: number): number[]
  /** How often the planted mistake was made. */
  mistakes(): number
  plant(plant: Plant | null): void
}

interface GateOptions {
  /** The moment that the database takes for now, in each transaction. */
  now(): Date
  /** So many connections has each process, from its beginning on. */
  connectionsMax: number
}

/** As the driver does it by itself. */
const sendAs = (client: pg.Client, given: readonly unknown[]): unknown =>
  Reflect.apply(pg.Client.prototype.query, client, given)

export function installGate({ now, connectionsMax }: GateOptions): Gate {
  const connections = new Set<GatedConnection>()
  const dead = new Set<number>()
  let isOpen = true
  let came = 0
  let mistakes = 0
  let planted: Plant | null = null
  const transactions = (): GatedTransaction[] =>
    [...connections].flatMap(({ transaction }) => transaction ?? [])

  class GatedClient extends pg.Client {
    readonly gated: GatedConnection

    constructor(config: pg.ClientConfig & { owner: Whereabouts }) {
      super(config)
      const self = this as unknown as { processID: number; connection: { stream: { destroy(): void } } }
      this.gated = {
        process: config.owner.process,
        life: config.owner.life,
        sessionId: () => self.processID,
        destroy: () => self.connection.stream.destroy(),
        waiting: [],
        transaction: null,
      }
      if (!dead.has(this.gated.life)) connections.add(this.gated)
      this.once('end', () => connections.delete(this.gated))
    }

    /** What is left of a pool would like to replace what broke. */
    override connect = ((...given: []) =>
      dead.has(this.gated.life)
        ? new Promise(() => {})
        : Reflect.apply(pg.Client.prototype.connect, this, given)) as pg.Client['connect']

    override query = ((...given: Parameters<pg.Client['query']>) => {
      const [call] = given as unknown[]
      const { gated } = this
      if (dead.has(gated.life)) return new Promise(() => {})
      const send = () => sendAs(this, given)
      if (gated.process === '') return send()
      if (isOpen) {
        if (call instanceof RoundTrip && call.statements[0]?.text.startsWith('BEGIN'))
          (sendAs(this, [`SET virtual.now = '${now().toISOString()}'`]) as Promise<unknown>).catch(() => {})
        return send()
      }
      // What a pool does besides for its database's upkeep depends on all that was before.
      if (!(call instanceof RoundTrip) && !gated.transaction)
        return Promise.resolve({ rows: [], rowCount: 0 })
      const { steps, answer } = inSteps(call, gated, {
        now,
        where: whereabouts(),
        order: () => (came += 1),
        sendWhole: () => send() as Promise<unknown>,
        sendTrip: (trip) => void sendAs(this, [trip]),
        tamper(statement, transaction) {
          if (planted?.tamper(statement, transaction, transactions())) mistakes += 1
        },
      })
      gated.waiting.push(...steps)
      return answer
    }) as pg.Client['query']
  }

  const { Pool } = pg
  pg.Pool = class extends Pool {
    constructor(config: pg.PoolConfig) {
      // A connection that is made or left in the middle of a run would depend on those before it.
      const steady = { max: connectionsMax, min: connectionsMax, idleTimeoutMillis: 0 }
      const Client = GatedClient as unknown as NonNullable<pg.PoolConfig['Client']>
      // Whoever makes a connection later, it is for the process that the pool is of.
      const owner = whereabouts()
      super({ ...config, ...steady, connectionTimeoutMillis: 0, Client, owner } as pg.PoolConfig)
    }
  } as typeof pg.Pool

  return {
    open: () => void (isOpen = true),
    close: () => void (isOpen = false),
    heads: () =>
      [...connections].flatMap(({ waiting }) => waiting[0] ?? []).sort((a, b) => a.order - b.order),
    take: ({ connection }) => void connection.waiting.shift(),
    came: () => came,
    kill(life) {
      dead.add(life)
      const broken = [...connections].filter((connection) => connection.life === life)
      for (const connection of broken) {
        connections.delete(connection)
        connection.destroy()
      }
      return broken.map(({ sessionId }) => sessionId())
    },
    mistakes: () => mistakes,
    plant(plant) {
      planted = plant
      mistakes = 0
    },
    [Symbol.dispose]: () => void (pg.Pool = Pool),
  }
}

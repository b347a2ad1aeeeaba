import type {
  PipelinedStatement,
  StatementResult,
} from '../../../src/platform/database/pipeline/statement.ts'
import type { Whereabouts } from './whereabouts.ts'

/** One connection of a process, and the transaction that it is in. */
export interface GatedConnection {
  readonly process: string
  readonly life: number
  /** The session in the database that it speaks to. */
  readonly sessionId: () => number
  readonly destroy: () => void
  /** What waits to be sent, in its order. */
  readonly waiting: Step[]
  transaction: GatedTransaction | null
}

export interface GatedTransaction {
  readonly process: string
  /** What it was asked for by now. */
  readonly texts: string[]
  readonly isReading: boolean
}

/** What the scheduler lets through at once: one statement, the first one together with what begins its transaction. */
export interface Step {
  readonly connection: GatedConnection
  readonly where: Whereabouts
  readonly texts: readonly string[]
  /** True for what may go whenever it comes: nobody can tell when it went. */
  readonly isFree: boolean
  readonly endsTransaction: boolean
  /** Whether it ends one that changed something which is checked all the time. */
  readonly commitsChange: boolean
  /** Whether it may have to wait in the database for another transaction. */
  readonly mayWait: boolean
  /** In which order the steps came. */
  readonly order: number
  /** Sends it; resolves when the answer is there. Whoever asked is not told yet. */
  send(): Promise<void>
  /** Tells whoever asked. */
  deliver(): void
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** A statement on its way to the database, which a planted mistake may change. */
export type SentStatement = Mutable<PipelinedStatement>

/** A mistake that is planted between the product and its database, to see that it is found. */
export interface Plant {
  /** Changes the statement as it comes to the gate, or its answer. True: it made its mistake here. */
  tamper(statement: SentStatement, transaction: GatedTransaction, open: readonly GatedTransaction[]): boolean
  /** What the database has to be without for the mistake to do harm. */
  readonly without?: readonly string[]
}

export const COMMITTED: StatementResult = { command: 'COMMIT', rows: [], rowCount: null }

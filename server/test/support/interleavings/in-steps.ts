import { RoundTrip } from '../../../src/platform/database/pipeline/round-trip.ts'
import type {
  PipelinedStatement,
  PipelineSession,
  StatementResult,
} from '../../../src/platform/database/pipeline/statement.ts'
import type { GatedConnection, GatedTransaction, SentStatement, Step } from './step.ts'
import { inSteadyOrder } from './steady-rows.ts'
import type { Whereabouts } from './whereabouts.ts'

interface Way {
  now(): Date
  readonly where: Whereabouts
  order(): number
  sendWhole(): Promise<unknown>
  sendTrip(trip: RoundTrip): void
  tamper(statement: SentStatement, transaction: GatedTransaction): void
}

const ENDS = /^(COMMIT|ROLLBACK)\b/
const CHANGES = /\b(insert into|update)\b[^]*\b(events|messages)\b/i
const LOCKS = /\bfor (no key update|update|share)\b|\b(insert into|update|delete from)\b|pg_advisory/i

/**
 * Takes one call of the driver's apart: of statements that were to leave together each goes by itself, but for those that
 * begin a transaction, which go with its first. A transaction that reads sees one moment, so it goes as it came.
 */
export function inSteps(
  call: unknown,
  connection: GatedConnection,
  way: Way,
): { steps: Step[]; answer: unknown } {
  if (!(call instanceof RoundTrip)) return asItIs(String(call), connection, way)
  const groups: SentStatement[][] = []
  for (const given of call.statements) {
    const statement: SentStatement = { ...given }
    if (statement.text.startsWith('BEGIN')) {
      connection.transaction = {
        process: connection.process,
        texts: [],
        isReading: statement.text.includes('READ ONLY'),
      }
      groups.push([statement])
      continue
    }
    const { transaction } = connection
    if (transaction) {
      way.tamper(statement, transaction)
      transaction.texts.push(statement.text)
    }
    const last = groups.at(-1)
    const isBeginning = last?.[0]?.text.startsWith('BEGIN') && last.length < BEGINNING
    if (last && (isBeginning || (transaction?.isReading && !ENDS.test(statement.text)))) last.push(statement)
    else groups.push([statement])
  }
  return {
    steps: groups.map((group) => stepOf(group, connection, way, call.session)),
    answer: call,
  }
}

/** `BEGIN`, the transaction's settings and its first statement. */
const BEGINNING = 3
/** How many of these come before ours. */
const SETTINGS = 2

const timeOf = (now: Date): SentStatement => ({
  // How long one waits for a lock is measured in real time, which says nothing here.
  text: `SELECT set_config('virtual.now', $1, false), set_config('lock_timeout', '0', true)`,
  name: 'virtual_now',
  values: [now.toISOString()],
  resolve: () => {},
  reject: () => {},
})

function stepOf(
  group: readonly SentStatement[],
  connection: GatedConnection,
  way: Way,
  session: PipelineSession,
): Step {
  const texts = group.map(({ text }) => text)
  const told: (() => void)[] = []
  const { transaction } = connection
  const endsTransaction = texts.some((text) => ENDS.test(text))
  return {
    connection,
    where: way.where,
    texts,
    isFree: transaction?.isReading === true && !texts.some((text) => text.startsWith('BEGIN')),
    endsTransaction,
    commitsChange:
      endsTransaction &&
      transaction?.texts.some((one) => CHANGES.test(one)) === true &&
      texts[0] === 'COMMIT',
    mayWait: texts.some((text) => LOCKS.test(text)),
    order: way.order(),
    send: () =>
      new Promise((isAnswered) => {
        const isBeginning = group[0]?.text.startsWith('BEGIN') === true
        const sent = isBeginning ? group.toSpliced(SETTINGS, 0, timeOf(way.now())) : group
        let left = sent.length
        const keep = (tell: () => void) => {
          told.push(tell)
          left -= 1
          if (left === 0) isAnswered()
        }
        const held = sent.map(
          (statement): PipelinedStatement => ({
            ...statement,
            resolve: (result: StatementResult) =>
              keep(() => statement.resolve(inSteadyOrder(statement.text, result))),
            reject: (reason) => keep(() => statement.reject(reason)),
          }),
        )
        way.sendTrip(new RoundTrip(held, session))
      }),
    deliver() {
      if (endsTransaction && connection.transaction === transaction) connection.transaction = null
      for (const tell of told) tell()
    },
  }
}

/** What the driver sends by itself, as `ROLLBACK`. */
function asItIs(
  text: string,
  connection: GatedConnection,
  way: Way,
): { steps: Step[]; answer: Promise<unknown> } {
  const { promise: answer, resolve, reject } = Promise.withResolvers<unknown>()
  let tell = () => {}
  const { transaction } = connection
  const step: Step = {
    connection,
    where: way.where,
    texts: [text],
    isFree: false,
    endsTransaction: ENDS.test(text),
    commitsChange: false,
    mayWait: false,
    order: way.order(),
    send: () =>
      way.sendWhole().then(
        (result) => void (tell = () => resolve(result)),
        (reason: unknown) => void (tell = () => reject(reason as Error)),
      ),
    deliver() {
      if (ENDS.test(text) && connection.transaction === transaction) connection.transaction = null
      tell()
    },
  }
  return { steps: [step], answer }
}

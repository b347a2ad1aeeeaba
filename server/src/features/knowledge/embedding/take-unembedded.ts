import { z } from 'zod'
import { SourceRef } from '#contract/shapes/knowledge.ts'
import { id } from '#contract/ids.ts'
import { appoint, cancelAppointment } from '#kernel/appointments.ts'
import { command } from '#kernel/use-case.ts'
import { nextUnembedded, type UnembeddedPassage } from '../vectors/vector-store.ts'
import { sourceEmbed } from './embed-job.ts'
import { awaitRun, endRun, keepRun, lockEmbedded } from './run-store.ts'

const PASSAGES_AT_ONCE = 50
const LOOK_LATER_MS = 1_000

export interface Taken {
  readonly model: string
  readonly trouble: string | null
  /** Empty when there are no more, and then the run has ended. */
  readonly passages: readonly UnembeddedPassage[]
}

/**
 * The next passages of a source that lack a vector, which nobody else gets meanwhile; null while another run is at it,
 * which finds them too. Should that one have died, an appointment finds them.
 */
export const takeUnembedded = command({
  name: 'source.take-unembedded',
  permission: 'internal',
  input: SourceRef.extend({
    runId: z.uuid(),
    after: z.object({ documentId: id('document'), ordinal: z.int() }).nullable(),
  }),
  async run(context, { sourceId, runId, after }): Promise<Taken | null> {
    const { tx, scope } = context
    const run = { sourceId, runId }
    const source = await lockEmbedded(tx, scope, run)
    if (source && source.busyMs > 0) {
      await awaitRun(tx, sourceId)
      const dueAt = new Date(scope.app.now().getTime() + source.busyMs + LOOK_LATER_MS)
      appoint(context, sourceEmbed, sourceId, { sourceId }, dueAt)
      return null
    }
    cancelAppointment(context, sourceEmbed, sourceId)
    if (!source) return null
    const wanted = { sourceId, model: source.model, limit: PASSAGES_AT_ONCE }
    const rest = await nextUnembedded(tx, scope, { ...wanted, after })
    // What came meanwhile may stand before what was done.
    const passages =
      rest.length > 0 || !after ? rest : await nextUnembedded(tx, scope, { ...wanted, after: null })
    // Whoever comes from now on finds that nobody is at it: until the commit the source is locked.
    if (passages.length > 0) await keepRun(tx, scope, run)
    else await endRun(tx, scope, run)
    return { model: source.model, trouble: source.trouble, passages }
  },
})

/** Ends a run that gave up or failed, if it has not ended. Who came meanwhile is given their turn. */
export const giveUpRun = command({
  name: 'source.give-up-embedding-run',
  permission: 'internal',
  input: SourceRef.extend({ runId: z.uuid() }),
  async run({ tx, scope, enqueue }, run): Promise<void> {
    const ended = await endRun(tx, scope, run)
    if (ended?.isAwaited) enqueue(sourceEmbed, { sourceId: run.sourceId })
  },
})

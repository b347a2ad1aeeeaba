import { z } from 'zod'
import { keepNumbers, noteFacts } from '#features/external-ids/index.ts'
import { createKnowledgeBase } from '#features/knowledge/index.ts'
import { step } from '#kernel/step.ts'
import { numberIn, objectIn, oldKind, once, required, type Taken } from '../../moving-in/moving-in.ts'
import { elevateToMoveIn } from '../../moving-in/elevate-to-move-in.ts'
import { DIALECT } from '../numbers.ts'
import { lookUpIn } from '../rag/sources.ts'

const OldSource = z.strictObject({
  number: z.int(),
  name: z.string().max(100),
  description: z.string().max(1_000),
  sourceType: z.string().max(50),
  config: z.record(z.string(), z.json()),
})

const takeSource = step(
  OldSource,
  (context, { number, sourceType, config, ...given }): Promise<Taken> =>
    once(context, { dialect: DIALECT, kind: 'source', oldId: String(number) }, async () => {
      const { id } = await createKnowledgeBase.within(context, given)
      await keepNumbers.within(context, { dialect: DIALECT, kind: 'source', numbers: [{ number, id }] })
      const facts = { sourceType, config }
      await noteFacts.within(context, { dialect: DIALECT, kind: 'source-notes', id, facts })
      return { id, remarks: [] }
    }),
)

/** Sources, which the agent that answers from documents searches. */
export const sources = oldKind<z.input<typeof OldSource>>({
  kind: 'knowledge sources',
  ledger: 'source',
  table: 'knowledge_sources',
  read: (row) => ({
    number: numberIn(row, 'id'),
    name: required(row, 'name').slice(0, 100),
    description: (row.description ?? '').slice(0, 1_000),
    sourceType: (row.source_type || 'general').slice(0, 50),
    config: objectIn(row, 'config') as z.input<typeof OldSource>['config'],
  }),
  take: async ({ scope }, source) => {
    const elevated = elevateToMoveIn(scope)
    const taken = await takeSource(elevated, source)
    if (taken.isNew) await lookUpIn(elevated)
    return taken
  },
})

import { ImportPairs, PairImport } from '#contract/shapes/pair.ts'
import { requireRoom } from '#features/tenants/index.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { documentIndex } from '../documents/document-job.ts'
import { insertDocument, replaceDocument } from '../documents/document-store.ts'
import { bodyOfPair, type PairRow, type QuestionAndAnswer } from './pair.ts'
import { pairsIn, textOf } from './pairs-in.ts'
import { visiblePairs } from './pair-store.ts'
import { lockSource } from '../visible.ts'

/** Takes questions and answers from a CSV file. A question that is there already gets the answer of the file. */
export const importPairs = command({
  name: 'pair.import',
  permission: 'knowledge:write',
  input: ImportPairs,
  output: PairImport,
  async run(context, { sourceId, ...given }) {
    const { tx, scope } = context
    await lockSource(tx, scope, sourceId)
    const { pairs, skipped } = pairsIn(given)
    const known = await visiblePairs(tx, scope).where('source_id', '=', sourceId).execute()
    const byQuestion = new Map<string, PairRow>(known.map((row) => [row.name, row]))
    const fresh = [...pairs.keys()].filter((question) => !byQuestion.has(question)).length
    if (fresh > 0) await requireRoom(context, { documents: fresh, storageBytes: textOf(given).length })
    const counts = { added: 0, changed: 0, unchanged: 0 }
    for (const pair of pairs.values())
      counts[await put(context, sourceId, pair, byQuestion.get(pair.question))]++
    return { ...counts, skipped }
  },
})

async function put(
  { tx, scope, emit, enqueue }: CommandContext,
  sourceId: string,
  pair: QuestionAndAnswer,
  known: PairRow | undefined,
): Promise<'added' | 'changed' | 'unchanged'> {
  if (known?.content === pair.answer) return 'unchanged'
  const row = known
    ? await replaceDocument(tx, known.id, bodyOfPair(pair))
    : await insertDocument(tx, scope, { sourceId, kind: 'pair', ...bodyOfPair(pair) })
  emit({
    type: known ? 'document.replaced' : 'document.added',
    payload: { sourceId, documentId: row.id, name: row.name },
  })
  enqueue(documentIndex, { documentId: row.id })
  return known ? 'changed' : 'added'
}

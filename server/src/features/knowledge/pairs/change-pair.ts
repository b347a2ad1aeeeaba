import { ChangePair, Pair } from '#contract/shapes/pair.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { documentIndex } from '../documents/document-job.ts'
import { replaceDocument } from '../documents/document-store.ts'
import { bodyOfPair, tidyPair, toPair } from './pair.ts'
import { readPairRow } from './pair-store.ts'
import { findDocumentByName, lockDocument } from '../visible.ts'

/** Changes a question or its answer; the pair as it was answers until the new one is ready. */
export const changePair = command({
  name: 'pair.change',
  permission: 'knowledge:write',
  input: ChangePair,
  output: Pair,
  async run({ tx, scope, emit, enqueue }, { documentId, question, answer }) {
    await lockDocument(tx, scope, documentId)
    const known = await readPairRow(tx, scope, documentId)
    if (!known) throw notFound('document')
    const pair = tidyPair({ question: question ?? known.name, answer: answer ?? known.content ?? '' })
    const twin = { sourceId: known.source_id, kind: 'pair', name: pair.question } as const
    if (pair.question !== known.name && (await findDocumentByName(tx, scope, twin)))
      throw conflict('This question is in the source already. Change its answer instead.')
    const row = await replaceDocument(tx, documentId, bodyOfPair(pair))
    emit({
      type: 'document.replaced',
      payload: { sourceId: row.source_id, documentId, name: row.name },
    })
    enqueue(documentIndex, { documentId })
    return toPair({ ...row, content: pair.answer })
  },
})

import { AddPair, Pair } from '#contract/shapes/pair.ts'
import { requireRoom } from '#features/tenants/index.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { documentIndex } from '../documents/document-job.ts'
import { insertDocument } from '../documents/document-store.ts'
import { bodyOfPair, tidyPair, toPair } from './pair.ts'
import { findDocumentByName, lockSource } from '../visible.ts'

/** Adds a question with its answer to a source; it is found whole. */
export const addPair = command({
  name: 'pair.add',
  permission: 'knowledge:write',
  input: AddPair,
  output: Pair,
  async run(context, { sourceId, ...given }) {
    const { tx, scope, emit, enqueue } = context
    await lockSource(tx, scope, sourceId)
    const pair = tidyPair(given)
    if (await findDocumentByName(tx, scope, { sourceId, kind: 'pair', name: pair.question }))
      throw conflict('This question is in the source already. Change its answer instead.')
    await requireRoom(context, { documents: 1, storageBytes: Buffer.byteLength(pair.answer) })
    const row = await insertDocument(tx, scope, { sourceId, kind: 'pair', ...bodyOfPair(pair) })
    emit({ type: 'document.added', payload: { sourceId, documentId: row.id, name: row.name } })
    enqueue(documentIndex, { documentId: row.id })
    return toPair({ ...row, content: pair.answer })
  },
})

import { DescribeDocument, Document } from '#contract/shapes/knowledge.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { progressOf, toDocument } from './document.ts'
import { describe } from './document-store.ts'
import { lockDocument } from '../visible.ts'

/** Says things of a document, by keys of one's own, so that a search may keep to some documents. */
export const describeDocument = command({
  name: 'document.describe',
  permission: 'knowledge:write',
  input: DescribeDocument,
  output: Document,
  async run({ tx, scope, emit }, { documentId, metadata }) {
    if (!(await lockDocument(tx, scope, documentId))) throw notFound('document')
    const row = await describe(tx, documentId, metadata)
    emit({ type: 'document.changed', payload: progressOf(row) })
    return toDocument(row)
  },
})

import { Readable } from 'node:stream'
import { uploadFile } from '#features/files/index.ts'
import {
  addDocument,
  addFaqEntry,
  createKnowledgeBase,
  editPassage,
  listPassages,
  listUnfitEdits,
  readDocument,
} from '#features/knowledge/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Ids, Maker } from './cast.ts'
import { settled } from './settled.ts'
import { freshWord } from './template.ts'

export async function makeDocument(
  { ofTenant, tenantCanary }: Maker,
  id: Ids,
  flavour: string,
): Promise<string> {
  switch (flavour) {
    case 'failed':
      return brokenDocument(ofTenant, await id('knowledgeBase'))
    case 'faq-entry': {
      const faqEntry = {
        knowledgeBaseId: await id('knowledgeBase'),
        question: `${freshWord()}?`,
        answer: tenantCanary,
      }
      return (await addFaqEntry(ofTenant, faqEntry)).documentId
    }
    case 'edited':
      return documentWithUnfitEdit(ofTenant, tenantCanary)
    default:
      return addNote(ofTenant, await id('knowledgeBase'), tenantCanary)
  }
}

async function addNote(scope: Scope, knowledgeBaseId: string, canary: string): Promise<string> {
  const text = `# Opening hours\n\nThe shop of ${canary} opens at nine.`
  const metadata = { shop: canary }
  const { id: documentId } = await addDocument(scope, { knowledgeBaseId, name: 'note.md', text, metadata })
  // No model is connected that would make one.
  const vector = {
    tenant_id: scope.tenantId,
    passage_id: await firstPassage(scope, documentId),
    knowledge_base_id: knowledgeBaseId,
    model: 'none/none',
    position: 1,
    vector: Buffer.alloc(8),
  }
  await scope.app.database.write(scope.tenantId, (tx) =>
    tx.insertInto('passage_vectors').values(vector).execute(),
  )
  return documentId
}

/** A document that nothing can be read from. */
async function brokenDocument(scope: Scope, knowledgeBaseId: string): Promise<string> {
  const content = Readable.from([Buffer.from('%PDF-1.7\nnothing that a reader could use')])
  const { id: fileId } = await uploadFile(scope, { name: 'broken.pdf', content })
  const { id: documentId } = await addDocument(scope, { knowledgeBaseId, name: 'broken.pdf', fileId })
  await settled(scope.app)
  const { state } = await readDocument(scope, { documentId })
  if (state !== 'failed') throw new Error(`A broken document should fail, but is ${state}.`)
  return documentId
}

export async function firstPassage(scope: Scope, documentId: string): Promise<string> {
  await settled(scope.app)
  const [first] = (await listPassages(scope, { documentId })).items
  if (!first) throw new Error('A document should have a passage.')
  return first.id
}

/** A document that has lost a passage which was changed. */
async function documentWithUnfitEdit(scope: Scope, canary: string): Promise<string> {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, { name: freshWord() })
  const documentId = await addNote(scope, knowledgeBaseId, canary)
  const passageId = await firstPassage(scope, documentId)
  await editPassage(scope, { passageId, text: `${canary} was here.` })
  await addDocument(scope, { knowledgeBaseId, name: 'note.md', text: 'Something else.' })
  await settled(scope.app)
  return documentId
}

export async function unfitEdit(scope: Scope, documentId: string): Promise<string> {
  const [unfit] = (await listUnfitEdits(scope, { documentId })).items
  if (!unfit) throw new Error('A change to a passage that is gone should fit no more.')
  return unfit.id
}

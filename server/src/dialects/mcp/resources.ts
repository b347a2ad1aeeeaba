import type {
  ListResourcesResult,
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
} from '@modelcontextprotocol/server'
import {
  listDocuments,
  listKnowledgeBases,
  readDocument,
  readDocumentText,
} from '#features/knowledge/index.ts'
import { invalidInput, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

const PREFIX = 'parley://documents/'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const PAGE = 50
const KNOWLEDGE_BASES_AT_ONCE = 20

export const resourceTemplates: ResourceTemplateType[] = [
  {
    uriTemplate: `${PREFIX}{documentId}`,
    name: 'document',
    title: 'A document',
    description: 'The text of a document, as it was read.',
    mimeType: 'text/plain',
  },
]

/** Where a list continues: in which knowledge base, and after which of its documents. */
interface Place {
  knowledgeBases?: string
  documents?: string
}

/** Lists the documents of all knowledge bases, knowledge base by knowledge base. */
export async function listDocumentResources(scope: Scope, cursor?: string): Promise<ListResourcesResult> {
  let place = placeFrom(cursor)
  for (let looked = 0; looked < KNOWLEDGE_BASES_AT_ONCE; looked += 1) {
    const { items, nextCursor: next } = await listKnowledgeBases(scope, {
      limit: 1,
      ...at(place.knowledgeBases),
    })
    const [knowledgeBase] = items
    if (!knowledgeBase) return { resources: [] }
    const page = await listDocuments(scope, {
      knowledgeBaseId: knowledgeBase.id,
      limit: PAGE,
      ...at(place.documents),
    })
    const following = goOn(place, page.nextCursor, next)
    if (page.items.length > 0 || !following)
      return {
        resources: page.items.map((document) => toResource(document, knowledgeBase.name)),
        ...(following && { nextCursor: cursorOf(following) }),
      }
    place = following
  }
  return { resources: [], nextCursor: cursorOf(place) }
}

/** Reads the text of the document that an address names. */
export async function readDocumentResource(scope: Scope, uri: string): Promise<ReadResourceResult> {
  const documentId = uri.startsWith(PREFIX) ? uri.slice(PREFIX.length) : ''
  if (!UUID.test(documentId)) throw notFound('resource')
  const { text } = await readDocumentText(scope, { documentId })
  return { contents: [{ uri, mimeType: 'text/plain', text }] }
}

function goOn(place: Place, documents: string | null, knowledgeBases: string | null): Place | null {
  if (documents !== null) return { ...place, documents }
  return knowledgeBases === null ? null : { knowledgeBases }
}

const at = (after: string | undefined) => (after === undefined ? {} : { after })

const toResource = (
  { id, name, characterCount, updatedAt }: Awaited<ReturnType<typeof readDocument>>,
  knowledgeBaseName: string,
): Resource => ({
  uri: PREFIX + id,
  name,
  description: knowledgeBaseName,
  mimeType: 'text/plain',
  size: characterCount,
  annotations: { lastModified: updatedAt },
})

const cursorOf = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url')

function placeFrom(cursor: string | undefined): Place {
  if (cursor === undefined) return {}
  try {
    const { knowledgeBases, documents } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<
      string,
      unknown
    >
    return {
      ...(typeof knowledgeBases === 'string' && { knowledgeBases }),
      ...(typeof documents === 'string' && { documents }),
    }
  } catch {
    throw invalidInput('This cursor is invalid.')
  }
}

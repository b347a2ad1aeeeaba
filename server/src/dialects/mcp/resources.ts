import type {
  ListResourcesResult,
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
} from '@modelcontextprotocol/server'
import { listDocuments, listSources, readDocument, readDocumentText } from '#features/knowledge/index.ts'
import { invalidInput, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

const PREFIX = 'parley://documents/'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const PAGE = 50
const SOURCES_AT_ONCE = 20

export const resourceTemplates: ResourceTemplateType[] = [
  {
    uriTemplate: `${PREFIX}{documentId}`,
    name: 'document',
    title: 'A document',
    description: 'The text of a document, as it was read.',
    mimeType: 'text/plain',
  },
]

/** Where a list goes on: in which source, and after which document of it. */
interface Place {
  sources?: string
  documents?: string
}

/** Lists the documents of all sources, source by source. */
export async function listDocumentResources(scope: Scope, cursor?: string): Promise<ListResourcesResult> {
  let place = placeFrom(cursor)
  for (let looked = 0; looked < SOURCES_AT_ONCE; looked += 1) {
    const { items, nextCursor: next } = await listSources(scope, { limit: 1, ...at(place.sources) })
    const [source] = items
    if (!source) return { resources: [] }
    const page = await listDocuments(scope, { sourceId: source.id, limit: PAGE, ...at(place.documents) })
    const following = goOn(place, page.nextCursor, next)
    if (page.items.length > 0 || !following)
      return {
        resources: page.items.map((document) => toResource(document, source.name)),
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

function goOn(place: Place, documents: string | null, sources: string | null): Place | null {
  if (documents !== null) return { ...place, documents }
  return sources === null ? null : { sources }
}

const at = (after: string | undefined) => (after === undefined ? {} : { after })

const toResource = (
  { id, name, characterCount, updatedAt }: Awaited<ReturnType<typeof readDocument>>,
  sourceName: string,
): Resource => ({
  uri: PREFIX + id,
  name,
  description: sourceName,
  mimeType: 'text/plain',
  size: characterCount,
  annotations: { lastModified: updatedAt },
})

const cursorOf = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url')

function placeFrom(cursor: string | undefined): Place {
  if (cursor === undefined) return {}
  try {
    const { sources, documents } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<
      string,
      unknown
    >
    return {
      ...(typeof sources === 'string' && { sources }),
      ...(typeof documents === 'string' && { documents }),
    }
  } catch {
    throw invalidInput('This cursor is none.')
  }
}

import type { EventPayload, EventStreamPart, EventType, StoredEvent } from '#contract/events.ts'
import type { Document } from '#contract/shapes/knowledge.ts'
import { isUnaudited } from '#contract/unaudited-events.ts'
import { resource } from './resource.ts'
import { applyHappenings, change, type Happening, snapshotOf } from './cache.ts'
import { documentsOf } from './documents.ts'
import { applyTyping, typings } from './typings.ts'

const BURST_MS = 120

let due: Happening[] = []

/** Events come in bursts: what several of them concern is fetched once. */
const happened = (happening: Happening) => {
  if (due.length === 0)
    setTimeout(() => {
      const all = due
      due = []
      applyHappenings(all)
    }, BURST_MS)
  due.push(happening)
}

/** Brings the screen up to what was heard. */
export function applyEvent(part: EventStreamPart) {
  if (part.type === 'event') apply(part.event)
  else if (part.type === 'typing') applyTyping(part.typing)
  // Whoever writes is told of anew.
  else if (part.type === 'ready') typings.set([])
}

const apply = (event: StoredEvent) => {
  if (!isUnaudited(event.type)) happened({ names: ['audit-entry'], ids: {} })
  if (event.type === 'conversation.read') applyReading(event)
  else if (event.type === 'document.changed' && isWorking(event.payload.state)) showProgress(event.payload)
  else happened({ names: [subjectOf(event.type), event.type], ids: idsOf(event) })
}

const subjectOf = (type: EventType) => type.slice(0, type.indexOf('.'))

/** An id of a contact that was merged shows whoever stands for it, so all of them are looked at. */
const idsOf = ({ type, payload }: StoredEvent): Happening['ids'] =>
  type.startsWith('contact.')
    ? {}
    : Object.fromEntries(
        Object.entries(payload).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )

/** One's own reading, perhaps on another device, changes what is unread; another's only what is told of them. */
const applyReading = ({
  payload: { conversationId },
  actor,
}: Extract<StoredEvent, { type: 'conversation.read' }>) =>
  happened({
    names: [
      actor.id === snapshotOf(resource('auth.me')).value?.actor.id ? 'conversation' : 'conversation.read',
    ],
    ids: { conversationId },
  })

const isWorking = (state: string) => state === 'extracting' || state === 'indexing'

type DocumentChange = EventPayload<'document.changed'>

/** Progress is told often, so it is shown as told; the end of it is fetched, with its counts or its reason. */
function showProgress({ knowledgeBaseId, documentId, state, progress }: DocumentChange) {
  const now = { state: state as Document['state'], progress }
  change(resource('documents.read', documentId), (held) => ({ ...held, ...now }))
  change(documentsOf(knowledgeBaseId), (page) => ({
    ...page,
    items: page.items.map((item) => (item.id === documentId ? { ...item, ...now } : item)),
  }))
}
